"""Overview, drafts, segments, library, persona and journey, without a browser."""

from personas.library.evidence import load_respondents
from tests.ui.web.conftest import Visit, press, words
from workspace.publishing import publish as publishing
from workspace.reviewing import review as reviewing
from workspace.workspace import Workspace


def publish(room: Workspace) -> str:
    draft = reviewing.load(room, "d-2")
    for claim in draft.claims:
        kind = "reject" if claim.blocking else "accept"
        reviewing.decide(room, "d-2", [claim.id], kind, actor="ravi", reason="not useful" if claim.blocking else "")
    publishing.approve(room, "d-2", actor="ravi")
    return publishing.publish(room, "d-2", actor="ravi").persona_id


def test_an_empty_workspace_says_what_to_do_first(empty: Workspace, visit: Visit) -> None:
    assert "verism ingest FILE..." in words(visit(empty))
    assert "verism ingest FILE..." in visit(empty, "evidence").info[0].value
    assert "verism segments build" in visit(empty, "customers").info[0].value
    assert "verism draft SEGMENT" in visit(empty, "drafts").info[0].value
    assert "Nothing is published yet" in visit(empty, "library").info[0].value


def test_the_overview_counts_what_is_here_and_names_the_next_step(room: Workspace, visit: Visit) -> None:
    shown = words(visit(room))
    assert "2 drafts to review or publish, the oldest by ines." in shown
    assert "in review" in shown


def test_the_queue_tells_author_segment_age_and_what_is_weak(room: Workspace, visit: Visit) -> None:
    shown = words(visit(room, "drafts"))
    for fact in ("Rowan Ashby", "Top value, active", "ines · ", "0 of 3 claims decided", "1 failing", "2 weak"):
        assert fact in shown, fact


def test_a_reviewer_begins_with_the_draft_that_waits_the_longest(room: Workspace, visit: Visit) -> None:
    found = [button.label for button in visit(room, "review").button]
    assert "Review Rowan Ashby, who waits the longest" in found
    own = [button.label for button in visit(room, "review", actor="ines").button]
    assert not any("waits the longest" in label for label in own)


def test_a_segment_shows_rule_figures_and_themes_with_their_opposition(room: Workspace, visit: Visit) -> None:
    shown = words(visit(room, "customers"))
    for fact in ("311 customers", "37 %", "value quartile is the highest", "17 of 50 respondents", "but others say:"):
        assert fact in shown, fact


def test_sources_open_to_their_quality_reports(room: Workspace, visit: Visit) -> None:
    shown = words(visit(room, "evidence"))
    for fact in ("Customer survey 2026", "208 of 212 rows kept", "3: empty answer", "2 email", "age 12 %"):
        assert fact in shown, fact


def test_a_published_persona_is_a_card_with_its_evidence_its_unknowns_and_its_provenance(
    room: Workspace, visit: Visit
) -> None:
    persona = publish(room)
    assert "Rowan Ashby" in words(visit(room, "library"))
    shown = words(visit(room, "persona", persona=persona))
    for fact in (
        "a fictional name",
        "Unknown: the evidence does not say",
        "Approved by",
        "no language model",
        "things that the evidence does not say",
        "the line is everybody",
    ):
        assert fact in shown, fact
    assert "They dream of a telephone app." not in shown


def test_a_journey_has_stages_as_columns_and_says_where_the_evidence_is_silent(room: Workspace, visit: Visit) -> None:
    shown = words(visit(room, "journey", persona=publish(room)))
    for fact in ("Awareness", "Loyalty", "Thoughts", "the evidence does not say"):
        assert fact in shown, fact


def test_a_use_is_recorded_under_the_name_of_who_is_signed_in(room: Workspace, visit: Visit) -> None:
    persona = publish(room)
    page = visit(room, "persona", actor="olu", persona=persona)
    press(page, "Record the use")
    from personas.library.publications import load_uses

    with room.library.read() as connection:
        uses = load_uses(connection)
    assert uses[["persona_id", "actor", "purpose"]].to_numpy().tolist() == [[persona, "olu", "campaign"]]


def test_a_folder_that_is_no_workspace_is_a_sentence(empty: Workspace, visit: Visit) -> None:
    (empty.folder / "verism.toml").unlink()
    page = visit(empty)
    assert "is not a workspace" in page.error[0].value.replace("\\", "")


def test_a_person_is_erased_only_after_a_second_look_and_from_desks_that_are_open(
    room: Workspace, visit: Visit
) -> None:
    quoted = reviewing.load(room, "d-1").claims[2]
    said = next(q for q in reviewing.load(room, "d-1").pack.quotes if q.id == quoted.citations[0].evidence_id)
    with room.library.read() as connection:
        people = load_respondents(connection).set_index("respondent_id")["person_id"]
    who, words_of = people[said.respondent_id], "gloves when I typed trousers"
    desk = visit(room, "review", draft="d-1", claim=quoted.id)
    desk = press(desk, "Edit")
    desk.text_area(key=f"words-{quoted.id}").set_value(f"{quoted.text} Always.")
    desk = press(desk, "Save")
    assert words_of in words(desk) and words_of in str(desk.selectbox(key="go-to").options)
    page = visit(room, "evidence", actor="steward")
    page.text_input(key="erase-who").set_value("r-nobody").run()
    assert "Nobody is known as" in page.error[0].value
    page.text_input(key="erase-who").set_value(who).run()
    assert page.button(key="erase-now").disabled
    page.checkbox(key=f"erase-sure-{who}").check().run()
    page.button(key="erase-now").click().run()
    assert "The person is erased" in page.success[0].value
    with room.library.read() as connection:
        assert who not in set(load_respondents(connection)["person_id"])
    desk.run()
    assert words_of not in words(desk) and words_of not in str(desk.selectbox(key="go-to").options)
    assert "[erased:" in words(desk)


def test_the_library_is_searched_and_filtered(room: Workspace, visit: Visit) -> None:
    publish(room)
    page = visit(room, "library")
    assert "Not used yet" in words(page)
    page.text_input(key="library-words").set_value("nothing like it").run()
    assert "No persona fits" in page.info[0].value
    page.text_input(key="library-words").set_value("logos").run()
    assert "Rowan Ashby" in words(page)


def test_the_library_is_filtered_by_what_personas_were_used_for(room: Workspace, visit: Visit) -> None:
    publishing.record_use(room, publish(room), "brief", actor="olu", team="crm", note="")
    page = visit(room, "library")
    assert "Rowan Ashby" in words(page.selectbox(key="library-used-for").set_value("brief").run())
    page = page.selectbox(key="library-used-for").set_value("product").run()
    assert "No persona fits" in page.info[0].value


def test_a_persona_tells_its_versions_and_its_uses(room: Workspace, visit: Visit) -> None:
    persona = publish(room)
    publishing.record_use(room, persona, "brief", actor="olu", team="crm", note="spring catalogue")
    shown = words(visit(room, "persona", persona=persona))
    for fact in ("Version 1", "The first version", "spring catalogue", "crm"):
        assert fact in shown, fact


def test_the_process_page_gives_each_figure_with_its_counts(room: Workspace, visit: Visit) -> None:
    publishing.record_use(room, publish(room), "brief", actor="olu", team="crm", note="")
    shown = words(visit(room, "process"))
    for fact in ("Utilisation", "100 %", "1 of 1", "crm, for a brief", "Revenue contribution", "0 refreshes"):
        assert fact in shown, fact


def test_a_journey_is_shaped_on_its_page(room: Workspace, visit: Visit) -> None:
    page = visit(room, "shape", actor="ines", draft="d-2")
    page.text_input(key="name-4-use").set_value("On site").run()
    page.button(key="up-5").click().run()
    page.toggle(key="planned-False").set_value(True).run()
    draft = reviewing.load(room, "d-2")
    assert draft.journey is not None
    assert [stage.name for stage in draft.journey.stages][3:] == ["loyalty", "On site"]
    assert (draft.journey.kind, draft.last_editor) == ("planned", "ines")
    assert "A planned journey" in words(page)
    page.text_input(key="name-4-loyalty").set_value("<b>").run()
    assert "This may not go out" in page.error[0].value.replace("\\", "")


def test_a_page_whose_subject_is_not_there_has_a_title_above_the_reason(room: Workspace, visit: Visit) -> None:
    for screen, address in {
        "journey": {"persona": "p-9"},
        "shape": {"draft": "d-9"},
        "review": {"draft": "d-9"},
    }.items():
        shown = visit(room, screen, **address)
        assert len(shown.title) == len(shown.error) == 1, screen


def test_a_persona_that_the_address_does_not_name_is_chosen_from_those_there_are(room: Workspace, visit: Visit) -> None:
    assert "Nothing is published yet." in visit(room, "persona").info[0].value
    publish(room)
    page = visit(room, "persona")
    assert page.title[0].value == "Persona"
    assert [link.proto.label for link in page.get("page_link")] == ["Rowan Ashby", "Go to the library"]
