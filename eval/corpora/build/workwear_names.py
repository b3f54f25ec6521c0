"""Invented people: names, and addresses that no postman could find."""

from random import Random
from typing import NamedTuple

FIRST_NAMES = {
    "Woman": tuple(
        "Abigail Agnes Aisha Alison Amy Angela Anita Anya Beth Bronwen Carla Caroline Cerys Chloe Claire Dawn Debbie "
        "Eilidh Elaine Ellie Emma Farah Fiona Gail Gemma Grace Hayley Heather Helen Isla Jackie Jade Jan Jenna Jo Kate "
        "Kelly Kirsty Laura Leanne Lesley Linda Lorna Lucy Lynne Mairi Mandy Megan Michelle Mina Natalie Nicola Nina "
        "Olivia Paige Pauline Rachel Rhian Rosie Ruth Sadia Sandra Sarah Shazia Sian Sophie Tanya Tracey "
        "Vicky Yvonne".split()
    ),
    "Man": tuple(
        "Adam Alan Alex Alistair Andy Barry Ben Bilal Brian Callan Carl Chris Colin Connor Craig Dai Dan Darren Dave "
        "Dean Derek Ed Ewan Faisal Fraser Gareth Gary Geoff Glyn Graham Greg Hamish Harry Hassan Huw Ian Imran Jack "
        "Jamie Jason Jim Joe John Jordan Karl Keith Ken Kieran Lee Lewis Liam Luke Mark Martin Matt Mick Mo Neil Nigel "
        "Owen Pat Paul Pete Phil Raj Ray Rhys Rob Rory Ross Ryan Sam Scott Sean Simon Steve Stu Terry Tom "
        "Tony Wayne".split()
    ),
}
"""First names by gender."""

LAST_NAMES = tuple(
    "Ackroyd Ahmed Ainsworth Allan Armitage Ashworth Bagshaw Bairstow Barlow Beattie Begum Bell Bevan Birtles Booth "
    "Bowen Braithwaite Briggs Broadbent Burrows Cairns Calvert Capstick Chadwick Clegg Coates Cowan Crossley Dalton "
    "Davies Dawson Dewhurst Dobson Drummond Eastwood Eccles Ellis Entwistle Evans Fairhurst Farrar Fenton Ferguson "
    "Firth Fletcher Gallagher Garside Gibb Gill Greenhalgh Griffiths Hague Haigh Hardcastle Hargreaves Hebden Hirst "
    "Holroyd Howarth Hughes Hussain Iqbal Jagger James Jenkins Jowett Kaur Kay Kershaw Khan Lister Lloyd Lomax Lowther "
    "Lumb MacLeod Mahmood Marsden McBride McKay Mellor Metcalfe Midgley Mistry Morgan Moss Murray Naylor Nowak Nuttall "
    "Ogden Oldroyd Parry Patel Pickles Platt Pollard Powell Preece Priestley Pugh Quigley Rawnsley Rees Riley Roberts "
    "Rowbotham Rushton Schofield Shaw Singh Slater Speight Stott Sugden Sutcliffe Tait Tattersall Thackray Thomas "
    "Thornber Tordoff Turnbull Uttley Varley Wadsworth Walsh Wardle Watt Whitehead Wilkie Woodhead Wragg Yates".split()
)
"""Last names."""

ABROAD_NAMES = {
    "DE": (("Anja", "Jens", "Katrin", "Uwe", "Sabine", "Torsten"), ("Brandt", "Fuchs", "Kessler", "Vogt", "Lindner")),
    "ES": (("Marta", "Pilar", "Javier", "Nuria", "Sergio", "Elena"), ("Ortega", "Vidal", "Campos", "Rey", "Soler")),
}
"""First and last names by country."""

STREETS = tuple("Tarn Fell Beacon Granite Bobbin Kiln Sluice Larch Heron Gantry Fettler Shuttle".split())
"""First words of streets that do not exist."""


class Address(NamedTuple):
    """A delivery address; the ZZ99 postcodes are never given to a real place."""

    street: str
    city: str
    postcode: str
    province: str
    country: str


def full_name(random: Random, gender: str = "", country: str = "GB") -> tuple[str, str]:
    """Give a first and a last name; any first name for a gender that has no list of its own."""
    if country in ABROAD_NAMES:
        firsts, lasts = ABROAD_NAMES[country]
        return random.choice(firsts), random.choice(lasts)
    names = FIRST_NAMES.get(gender) or FIRST_NAMES[random.choice(("Woman", "Man"))]
    return random.choice(names), random.choice(LAST_NAMES)


def email_of(random: Random, first: str, last: str, number: int) -> str:
    """Give an address at a reserved domain, distinct for distinct numbers."""
    local = random.choice((f"{first}.{last}", f"{first[0]}{last}", f"{last}.{first}", f"{first}{last[0]}"))
    domain = random.choices(("example.com", "example.org", "example.net"), (6, 3, 1))[0]
    return f"{local.lower()}{number}@{domain}"


def address_of(random: Random, city: str, region: str, country: str) -> Address:
    """Give a made-up address in a city."""
    street = f"{random.randint(1, 180)} {random.choice(STREETS)} {random.choice(('Road', 'Street', 'Lane', 'Close'))}"
    letters = "ABDEFGHJLNPQRSTUWXYZ"
    postcode = f"ZZ99 {random.randint(0, 9)}{random.choice(letters)}{random.choice(letters)}"
    return Address(street, city, postcode if country == "GB" else "00000", region if country == "GB" else "", country)


def phone_of(random: Random) -> str:
    """Give a mobile number of the range reserved for drama."""
    return f"07700 900{random.randint(0, 999):03}"


def network_address(random: Random) -> str:
    """Give an IP address of the three blocks reserved for documentation."""
    return f"{random.choice(('192.0.2', '198.51.100', '203.0.113'))}.{random.randint(1, 254)}"
