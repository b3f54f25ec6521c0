"""Who does it, to whom it is told, of what an amount is said, and on what it depends."""

import pytest

from agent.verification import verify
from eval.suites import ClaimCase
from eval.suites.evidence import EvidenceFile

EVIDENCE = EvidenceFile(
    {
        "segment": {"id": "g-1", "name": "Hall climbers", "rule": "visits >= 9", "n": 90, "definition_version": 1},
        "persona": "Robin",
        "quotes": {
            "q-01": ["r-01", "My cousin was given a used rope and was livid. I thought the rope was sound."],
            "q-02": ["r-02", "Folk wanting louder music should stay at home."],
            "q-03": ["r-03", "The locker was £3, my flatmate paid £9 elsewhere, though hers had no lock."],
            "q-04": ["r-04", "The trainer wanted to lower me, I insisted on climbing down."],
            "q-05": ["r-05", "The trainer showed the knot to my son, not to me."],
            "q-06": ["r-06", "They talked me out of a course that another hall had recommended. Saved me £80."],
            "q-07": ["r-07", "The pass pays off if you have a free evening each week."],
            "q-08": ["r-08", "My last hall put beginners on the steep wall."],
            "q-09": ["r-09", "There is a second entrance that nobody mentions."],
            "q-10": ["r-10", "They change the routes quicker than my old hall."],
            "q-11": ["r-11", "Nobody laughed when I came with kitchen gloves and a helmet from the attic."],
            "q-12": ["r-12", "The young trainer was unsure and said so, which I respect."],
            "q-13": ["r-13", "Mats wonderful, front desk curt."],
            "q-14": ["r-14", "Belay tests go quick enough for me, so I'd say the showers instead."],
            "q-15": ["r-15", "I would rather pay more for an early slot than be squeezed in."],
            "q-16": ["r-16", "The chalk is £4 a bag here and £2 online."],
            "q-17": ["r-17", "The boulder room would be good if it let me book a test lane."],
            "q-18": ["r-18", "Price matters less to me than who belays me."],
            "q-19": ["r-19", "The hall is in another town, forty minutes away, and the card costs £14 a month."],
            "q-20": ["r-20", "I used to get a text when the routes changed."],
            "q-21": ["r-21", "What a brilliant idea to shut the showers at noon. Oh great, cold again."],
            "q-22": ["r-22", "Half of the lanes at Northgate have loose grips."],
            "q-23": ["r-23", "I climb after work unless it rains."],
            "q-24": ["r-24", "The free towel is why I come here and not to the lido."],
            "q-25": ["r-25", "I always go with my sister; she picks, I pay."],
            "q-26": ["r-26", "Not once has a rope from here failed on me, and I have been coming for nine years."],
            "q-27": ["r-27", "The birthday voucher expired after fourteen days."],
            "q-28": ["r-28", "I only come for the league in May, otherwise too dear for me."],
            "q-29": ["r-29", "I kept the receipt and they still argued."],
            "q-30": ["r-30", "I took the blue mat over the red one: I prefer soft over hard."],
            "q-31": ["r-31", "The big mats were there Tuesday and gone Wednesday."],
            "q-32": ["r-32", "I don't mind the code coming by post, it feels safer."],
            "q-33": ["r-33", "Fees sold on a Thursday turn up after the weekend."],
            "q-34": ["r-34", "desk staff to know how points work cos I didn't"],
            "q-35": ["r-35", "The crew seem tired these days, I don't blame them."],
            "q-36": ["r-36", "The big rope was out of order for three weeks."],
            "q-37": ["r-37", "Stairs are slippery before ten in the morning, fine after that."],
            "q-38": ["r-38", "Twenty pounds dearer for a season than the hall I had in Leeds."],
            "q-39": ["r-39", "Booking took an afternoon, not the ten minutes on the website."],
            "q-40": ["r-40", "They raised the fee by £4 in May and told us in June."],
            "q-41": ["r-41", "I trust the ropes more than I trust the bolts."],
            "q-42": ["r-42", "The desk clerk promised a sauna in spring."],
            "q-43": ["r-43", "My client fixed the holds, not me, and two were loose."],
            "q-45": ["r-45", "Some lad rang pretending to be the trainer and I went cold."],
            "q-44": ["r-44", "Fine for me, but I was about to leave when they added lockers."],
        },
        "themes": {"t-1": {"label": "the hall", "n": 4, "of": 21, "quotes": ["q-08", "q-09", "q-13", "q-19"]}},
    }
)  # fmt: skip


WISH = {"attributes": {"question": "What should we change?"}}
PACK = EVIDENCE.pack.model_copy(
    update={"quotes": tuple(q.model_copy(update=WISH) if q.id in ("q-34", "q-45") else q for q in EVIDENCE.pack.quotes)}
)


def verdict(text, *cited):
    claim = EVIDENCE.claim(ClaimCase(id="1", text=text, kind="inference", cite=cited))
    return verify(claim, PACK, EVIDENCE.segment, persona_name="Robin").verdict


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("A respondent was livid about a used rope.", "q-01"),
        ("One respondent wants louder music.", "q-02"),
        ("A respondent paid £9 for a locker.", "q-03"),
        ("The locker that cost a respondent £3 had no lock.", "q-03"),
        ("A respondent wanted to be lowered and the trainer insisted on climbing down.", "q-04"),
        ("The son showed the trainer the knot, one respondent says.", "q-05"),
        ("A respondent was talked into a course.", "q-06"),
        ("A respondent's course came to £80.", "q-06"),
        ("For a respondent the pass pays off.", "q-07"),
        ("The hall put beginners on the steep wall, says a respondent.", "q-08"),
        ("A respondent was told of a second entrance.", "q-09"),
        ("A respondent's old hall changed the routes quicker.", "q-10"),
        ("A respondent was laughed at over a helmet from the attic.", "q-11"),
        ("A respondent respects how sure the young trainer was.", "q-12"),
        ("The mats struck a respondent as curt.", "q-13"),
        ("A respondent wants quicker belay tests.", "q-14"),
        ("Dearer early slots could put off a respondent.", "q-15"),
        ("Online a respondent pays £4 for the chalk.", "q-16"),
        ("The boulder room lets a respondent book a test lane.", "q-17"),
        ("A respondent cares more about the price than about who belays.", "q-18"),
        ("Forty minutes pass at the hall in another town.", "q-19"),
        ("The card costs a respondent £14 a year.", "q-19"),
        ("Climbers can use a second entrance.", "q-09"),
        ("{t-1} praise the hall.", "t-1"),
        ("Half of the lanes have loose grips, says a respondent.", "q-22"),
        ("Rain keeps a climber from work.", "q-23"),
        ("The free towel made a respondent go to the lido.", "q-24"),
        ("A climber picks and a sister pays.", "q-25"),
        ("After nine years a rope failed on a respondent.", "q-26"),
        ("A birthday voucher came fourteen days late.", "q-27"),
        ("In May a climber finds it too dear.", "q-28"),
        ("The big mats were gone on Tuesday and there on Wednesday, one respondent says.", "q-31"),
        ("A code by post feels unsafe to a respondent.", "q-32"),
        ("Fees sold on a Thursday turn up before the weekend for a respondent.", "q-33"),
        ("Desk staff know how points work.", "q-34"),
        ("A climber blames the crew for seeming tired.", "q-35"),
        ("Ropes are out of order for weeks at a time.", "q-36"),
        ("The stairs are slippery for a respondent, morning and afternoon.", "q-37"),
        ("A climber paid twenty pounds more for a season in Leeds.", "q-38"),
        ("For a respondent it is the price that matters before who belays.", "q-18"),
        ("Booking took a respondent ten minutes.", "q-39"),
        ("A climber was told in May that the fee would rise in June.", "q-40"),
        ("A climber trusts the bolts over the ropes.", "q-41"),
        ("The sauna came in spring for one climber.", "q-42"),
        ("A climber fixed the holds, and two were loose.", "q-43"),
        ("One respondent kept arguing until the receipt was found.", "q-29"),
    ],
)
def test_what_is_said_of_somebody_or_something_else_is_no_inference(text, cited):
    assert verdict(text, cited) in ("ungrounded", "contradicted")


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("A respondent's cousin was livid about a used rope.", "q-01"),
        ("One respondent thought the rope sound, unlike a cousin.", "q-01"),
        ("A respondent's flatmate paid £9 elsewhere.", "q-03"),
        ("The trainer wanted to lower a respondent, who insisted on climbing down.", "q-04"),
        ("They talked one respondent out of a course, which saved £80.", "q-06"),
        ("For a respondent the pass pays off with a free evening each week.", "q-07"),
        ("A respondent's last hall put beginners on the steep wall.", "q-08"),
        ("The routes change quicker than at one respondent's old hall.", "q-10"),
        ("A respondent respects that the young trainer was unsure.", "q-12"),
        ("A respondent found the front desk curt.", "q-13"),
        ("Belay tests are quick enough for one respondent.", "q-14"),
        ("Being squeezed in could put off a respondent.", "q-15"),
        ("Here a respondent pays £4 for a bag of chalk.", "q-16"),
        ("A respondent cares more about who belays than about the price.", "q-18"),
        ("The card costs one respondent £14 a month.", "q-19"),
        ("The texts about routes that a respondent once got have stopped.", "q-20"),
        ("Half of the lanes at Northgate have loose grips, says a climber.", "q-22"),
        ("A free towel brings one respondent here rather than to the lido.", "q-24"),
        ("A climber's sister picks, and the climber pays.", "q-25"),
        ("In nine years no rope has failed on one respondent.", "q-26"),
        ("A climber comes for the league in May alone and finds it too dear otherwise.", "q-28"),
        ("A respondent prefers soft rather than hard.", "q-30"),
        ("The big mats were there on Tuesday and gone on Wednesday, one respondent says.", "q-31"),
        ("The code by post feels safer to a respondent.", "q-32"),
        ("Neither one respondent nor the desk staff know how points work.", "q-34"),
        ("The crew seem tired to a climber.", "q-35"),
        ("The big rope was out of order for weeks.", "q-36"),
        ("In the morning the stairs are slippery for a respondent.", "q-37"),
        ("A season is twenty pounds dearer here than in Leeds, a climber says.", "q-38"),
        ("Booking took one respondent an afternoon rather than the promised ten minutes.", "q-39"),
        ("A climber trusts the ropes over the bolts.", "q-41"),
        ("A clerk promised a sauna in spring, one climber says.", "q-42"),
        ("Lockers kept a climber who was about to leave.", "q-44"),
        ("A climber went cold when somebody rang pretending to be the trainer.", "q-45"),
        ("Showers that are shut at noon annoy one respondent.", "q-21"),
    ],
)
def test_honest_words_of_who_and_what_pass(text, cited):
    assert verdict(text, cited) == "inference"
