from collections.abc import Callable

import pytest

from personas.errors import BadInput
from segments.tables import TableExtract, Tables, email_sha256, personal_kind, sensitive_kind

Taken = Callable[..., TableExtract]


def test_a_customer_file_keeps_attributes_and_drops_what_identifies(taken: Taken) -> None:
    extract = taken(
        "loyalty_id,email,first_name,phone,postcode,latitude,birth_year,Home Store,religion,Household Size\n"
        "T1,Anna@Example.com,Anna,07700 900001,ZZ99 1AA,53.1,1980,Leeds,none,2\n"
        "T2,,Ben,07700 900002,ZZ99 1AB,53.2,1890,,some,\n"
    )
    assert extract.kind == "customers"
    assert list(extract.frame.columns) == ["customer_id", "email_sha256", "birth_year", "home_store", "household_size"]
    assert extract.frame["email_sha256"].iloc[0] == email_sha256("anna@example.com")
    assert extract.frame["birth_year"].isna().tolist() == [False, True]
    notes = " ".join(extract.report.notes)
    for said in ("religion", "first_name", "phone", "postcode", "latitude", "impossible years of birth"):
        assert said in notes
    assert extract.report.redacted == {"email": 1, "name": 2, "phone": 2, "postcode": 2, "coordinates": 2}


@pytest.mark.parametrize(
    "column", ["ethnicity", "Political Affiliation", "health_condition", "trade_union_member", "sexual_orientation"]
)
def test_sensitive_columns_are_set_aside(taken: Taken, column: str) -> None:
    extract = taken(f"customer_id,region,{column}\nc1,Wales,x\nc2,Kent,y\n")
    assert list(extract.frame.columns) == ["customer_id", "email_sha256", "region"]
    assert column in " ".join(extract.report.notes)


def test_of_a_date_of_birth_only_the_year_is_kept(taken: Taken) -> None:
    frame = taken("customer_id,date_of_birth,city\nc1,1990-05-06,Hull\nc2,1970-01-01,York\n").frame
    assert frame["birth_year"].tolist() == [1990, 1970]
    assert "date_of_birth" not in frame.columns


def test_klaviyo_profiles_are_customers_known_by_their_address(taken: Taken) -> None:
    extract = taken(
        "Email,Klaviyo ID,First Name,Email Marketing Consent,Predicted Customer Lifetime Value\n"
        "a@example.com,K1,Ann,SUBSCRIBED,120.5\nb@example.com,K2,Bob,NEVER,80\n"
    )
    assert extract.frame["customer_id"].str.match(r"^e-[0-9a-f]{16}$").all()
    assert extract.frame["predicted_customer_lifetime_value"].tolist() == [120.5, 80]
    assert "first_name" not in extract.frame.columns


def test_campaigns_know_who_was_held_out(taken: Taken) -> None:
    extract = taken(
        "campaign_id,campaign_name,loyalty_id,channel,sent_at,opened_at,clicked_at,redeemed_at,revenue,holdout\n"
        "C1,Spring,T1,Email,2026-03-01T08:00:00Z,2026-03-01T09:00:00Z,,,12.50,no\n"
        "C1,Spring,T2,Email,,,,,0.00,yes\nC1,Spring,T3,Email,,,,,,no\n"
    )
    assert extract.kind == "campaigns"
    assert extract.frame["holdout"].tolist() == [False, True]
    assert extract.frame["revenue_cents"].tolist() == [1250, 0]
    assert extract.report.dropped == {"neither sent nor held out": 1}


def test_events_without_a_customer_are_dropped_and_queries_cut_off(taken: Taken) -> None:
    extract = taken(
        "session_id,loyalty_id,at,type,page\nv1,T1,2026-06-30T23:02:11Z,view,/products/boot?utm=x\n"
        "v2,,2026-06-30T23:02:11Z,view,/\n"
    )
    assert extract.kind == "events"
    assert extract.frame["page"].tolist() == ["/products/boot"]
    assert extract.report.dropped == {"no customer": 1}


def test_what_was_added_can_be_read_and_removed(tables: Tables, taken: Taken) -> None:
    extract = taken("customer_id,region\nc1,Wales\nc2,Kent\n")
    tables.add("src-1", "customers", extract.frame)
    assert tables.kinds() == ["customers"]
    table = tables.read("customers")
    assert table is not None
    assert table.count().to_pyarrow().as_py() == 2
    assert tables.read("transactions") is None
    tables.remove("src-1")
    assert tables.kinds() == []


def test_files_of_different_columns_are_read_together(tables: Tables, taken: Taken) -> None:
    tables.add("src-1", "customers", taken("customer_id,region\nc1,Wales\nc2,Kent\n").frame)
    tables.add("src-2", "customers", taken("customer_id,sector\nc3,Care\nc4,Care\n", "two.csv").frame)
    table = tables.read("customers")
    assert table is not None
    assert {"region", "sector"} <= set(table.columns)
    assert table.count().to_pyarrow().as_py() == 4


def test_a_source_name_cannot_leave_the_folder(tables: Tables, taken: Taken) -> None:
    with pytest.raises(BadInput):
        tables.add("../evil", "customers", taken("customer_id,region\nc1,Wales\nc2,Kent\n").frame)


def test_a_heading_of_a_word_with_a_question_mark_asks_nobody_anything(taken: Taken) -> None:
    rows = "".join(
        f"{10100 + n};o{n}@example.org;Ann Bell{n};19{50 + n};{'yes' if n % 2 else 'no'}\n" for n in range(9)
    )
    extract = taken("Client no.;E-mail addr.;Forename;Yr of birth;Club plan?\n" + rows)
    assert extract.kind == "customers"
    assert list(extract.frame.columns) == ["customer_id", "email_sha256", "birth_year", "club_plan"]
    assert extract.frame["birth_year"].iloc[0] == 1950


def test_what_identifies_is_dropped_under_any_heading(taken: Taken) -> None:
    rows = "".join(
        f"C{n},Ann Bell{chr(97 + n)}er,b{n}@example.org,07700 900{n:03},{'St Ives' if n % 2 else 'New York'}\n"
        for n in range(24)
    )
    extract = taken("customer_id,Pet owner,Write to,Ring,Place\n" + rows)
    assert list(extract.frame.columns) == ["customer_id", "email_sha256", "place"]
    assert extract.report.redacted == {"name": 24, "email": 24, "phone": 24}


def test_a_german_customer_file_keeps_no_name_street_or_number(taken: Taken) -> None:
    extract = taken(
        "Kundennummer;Vorname;Nachname;Straße;PLZ;Telefon;Geburtstag;Konfession;Bundesland;E-Mail-Adresse\n"
        "K1;Anna;Weiß;Gartenstr. 3;34117;0561 778899;04.05.1961;ev.;Hessen;anna@beispiel.de\n"
        "K2;Jörg;Schön;Hauptstr. 9;34119;0561 778800;09.11.1972;;Bayern;\n".encode("cp1252")
    )
    assert list(extract.frame.columns) == ["customer_id", "email_sha256", "bundesland", "birth_year"]
    assert extract.frame["birth_year"].tolist() == [1961, 1972]


def test_a_date_of_birth_leaves_only_its_year_whatever_else_its_heading_says(taken: Taken) -> None:
    frame = taken("customer_id,Date of birth (optional),city\nc1,1990-05-06,Hull\nc2,1970-01-01,York\n").frame
    assert list(frame.columns) == ["customer_id", "email_sha256", "city", "birth_year"]


def test_a_german_campaign_is_read(taken: Taken) -> None:
    extract = taken(
        "Kampagne;Kundennummer;Versendet am;Geöffnet am\nMai;K1;03.05.2026;04.05.2026\nMai;K2;03.05.2026;\n"
    )
    assert extract.kind == "campaigns" and extract.frame["opened_at"].notna().sum() == 1


@pytest.mark.parametrize(
    "heading",
    ["How happy are you with our selection?", "Customer orientation", "Broadcaster", "Phone support", "Smartphone",
     "High street or online", "Zip pocket", "Credit union", "Faith in the brand", "Telefonie-Tarif",
     "Telephone banking"],
)  # fmt: skip
def test_a_heading_that_only_sounds_like_it_is_not_set_aside(heading: str) -> None:
    assert (sensitive_kind(heading), personal_kind(heading)) == (None, None)


@pytest.mark.parametrize(
    "heading",
    ["Betreut von", "Account manager", "Kundenberaterin", "Sales rep", "Mobile phone", "Phone (home)", "Street and no",
     "Téléphone", "Ship to ZIP", "Telefon privat", "cell phone 2"],
)  # fmt: skip
def test_staff_and_contacts_are_set_aside_under_many_headings(heading: str) -> None:
    assert personal_kind(heading) is not None
