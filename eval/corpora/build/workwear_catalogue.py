"""What Tarnbeck, an invented retailer of work clothing, sells and where."""

from datetime import date, datetime
from random import Random
from typing import NamedTuple

SEED = 20241001
"""The one number from which every table of this corpus follows."""

WINDOW = (date(2024, 10, 1), date(2026, 9, 30))
"""First and last day of the purchases."""

PRICE_RISE = date(2025, 4, 1)
"""From this day prices are 4 % higher, rounded to the next 50 pence."""

BOOT_CHANGE = date(2025, 5, 1)
"""From this day Calder boots run about half a size small."""

CATALOGUE_SHAPES = {
    "waist": ("30R", "32R", "32S", "34R", "34R", "34L", "36R", "36L", "38R", "40R"),
    "chest": ("S", "M", "L", "L", "XL", "XL", "XXL", "3XL"),
    "women": ("8", "10", "12", "12", "14", "14", "16", "18", "20"),
    "foot": ("4", "5", "6", "7", "8", "9", "9", "10", "10", "11", "12"),
    "hand": ("8", "9", "9", "10"),
    "one": ("",),
}
"""Sizes as often as they are sold."""


class Product(NamedTuple):
    """Something with a price; `price` in pence before the rise."""

    code: str
    handle: str
    name: str
    category: str
    price: int
    shape: str
    colours: tuple[str, ...]


class Line(NamedTuple):
    """One line of an order: a variant, how many, and the unit price in pence."""

    product: Product
    colour: str
    size: str
    quantity: int
    price: int

    @property
    def sku(self) -> str:
        """The variant's stock code, such as `GRW-NAV-34R`."""
        parts = (self.product.code, self.colour[:3].upper(), self.size)
        return "-".join(part for part in parts if part)

    @property
    def variant(self) -> str:
        """Colour and size as a person reads them; empty for a service."""
        return " / ".join(part for part in (self.colour, self.size) if part)

    @property
    def gross(self) -> int:
        """Quantity times price in pence, before any discount."""
        return self.quantity * self.price


class Store(NamedTuple):
    """A shop with a counter."""

    identifier: str
    city: str
    region: str


_DARK = ("Black", "Navy", "Grey")
_BRIGHT = ("Yellow", "Orange")

PRODUCTS = (
    Product("GRW", "granite-work-trousers", "Granite work trousers", "trousers", 5900, "waist", _DARK),
    Product("GRL", "granite-lite-trousers", "Granite Lite trousers", "trousers", 4500, "waist", _DARK),
    Product("FEJ", "fellside-waterproof-jacket", "Fellside waterproof jacket", "waterproofs", 11900, "chest", _DARK),
    Product("FEO", "fellside-over-trousers", "Fellside over-trousers", "waterproofs", 5400, "chest", ("Black", "Navy")),
    Product("BEJ", "beacon-hi-vis-jacket", "Beacon hi-vis jacket", "hi-vis", 7400, "chest", _BRIGHT),
    Product("BEV", "beacon-vest", "Beacon vest", "hi-vis", 900, "chest", _BRIGHT),
    Product("CAB", "calder-safety-boot", "Calder safety boot", "footwear", 8900, "foot", ("Black", "Honey")),
    Product("CAR", "calder-rigger", "Calder rigger", "footwear", 10400, "foot", ("Tan",)),
    Product("MAC", "marsh-clog", "Marsh clog", "footwear", 3600, "foot", ("White", "Black", "Navy")),
    Product(
        "RIB", "ridge-thermal-base-layer", "Ridge thermal base layer", "thermals", 2600, "chest", ("Black", "Grey")
    ),
    Product("KIT", "kirk-tunic", "Kirk tunic", "uniforms", 2200, "women", ("Navy", "White", "Teal")),
    Product("KIS", "kirk-scrub-trousers", "Kirk scrub trousers", "uniforms", 2000, "women", ("Navy", "Teal")),
    Product("ANP", "anvil-polo", "Anvil polo", "tops", 1600, "chest", _DARK),
    Product("ANT", "anvil-t-shirt", "Anvil T-shirt", "tops", 1250, "chest", _DARK),
    Product("ANH", "anvil-hoodie", "Anvil hoodie", "tops", 3400, "chest", _DARK),
    Product("FOG", "forge-gloves", "Forge gloves", "accessories", 1050, "hand", ("Grey",)),
    Product("FOK", "forge-knee-pads", "Forge knee pads", "accessories", 1900, "one", ("Black",)),
    Product("EMB", "logo-embroidery", "Logo embroidery", "services", 550, "one", ("",)),
    Product("PRI", "logo-print", "Logo print", "services", 420, "one", ("",)),
)
"""Everything on the price list."""

BY_CODE = {product.code: product for product in PRODUCTS}
"""The same, by the three letters of its code."""

BOOTS = ("CAB", "CAR")
"""The codes of the boots whose sizing changed."""

STORES = tuple(
    Store(f"S{number:02}", city, region)
    for number, (city, region) in enumerate(
        (
            ("Leeds", "Yorkshire and the Humber"),
            ("Sheffield", "Yorkshire and the Humber"),
            ("Carlisle", "North West"),
            ("Glasgow", "Scotland"),
            ("Dundee", "Scotland"),
            ("Wrexham", "Wales"),
            ("Stoke", "West Midlands"),
            ("Derby", "East Midlands"),
            ("Hull", "Yorkshire and the Humber"),
            ("Preston", "North West"),
            ("Swansea", "Wales"),
            ("Norwich", "East of England"),
        ),
        start=1,
    )
)
"""The twelve stores."""

BY_CITY = {store.city: store for store in STORES}
"""The same, by their city."""


def stream(*parts: object) -> Random:
    """Give a random stream of its own for a purpose, so that one table's draws move no other's."""
    return Random(f"{SEED}/" + "/".join(str(part) for part in parts))


def price_on(product: Product, day: date | datetime) -> int:
    """Give the unit price in pence on a day."""
    day = day.date() if isinstance(day, datetime) else day
    if day < PRICE_RISE:
        return product.price
    return -(-product.price * 104 // 5000) * 50


def line_of(random: Random, code: str, quantity: int, day: date, size: str | None = None) -> Line:
    """Give a line of a product in a colour and, unless one is asked for, a size drawn as sold."""
    product = BY_CODE[code]
    colour = random.choice(product.colours)
    drawn = random.choice(CATALOGUE_SHAPES[product.shape])
    return Line(product, colour, drawn if size is None else size, quantity, price_on(product, day))
