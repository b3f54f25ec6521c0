"""A small file of every format that is recognised, made on the spot."""

# ruff: noqa: E501
import gzip
import io
import json

import docx
import pandas as pd
import typst

SPEECH = [
    ("Interviewer", "How do you choose boots?"),
    ("Kev", "I look at the sole first, then the price. I have been let down by cheap ones."),
    ("Interviewer", "And where do you buy?"),
    ("Kev", "In the shop mostly, because sizes differ and sending back is a pain."),
    ("Interviewer", "What went wrong last time?"),
    ("Kev", "The zip broke after two weeks and nobody rang me back on 07700 900123."),
]


def every_format() -> dict[str, tuple[bytes, str]]:
    """File name -> its bytes and the kind that it is taken for."""
    return {**_orders(), **_people(), **_surveys(), **_transcripts(), **_reviews(), **_messages()}


def _table(header: str, *rows: str) -> bytes:
    return "\n".join([header, *rows, ""]).encode()


def _orders() -> dict[str, tuple[bytes, str]]:
    shopify = _table(
        "Name,Email,Financial Status,Paid at,Currency,Subtotal,Total,Created at,Lineitem quantity,Lineitem name,"
        "Lineitem price,Lineitem sku,Id,Cancelled at",
        "#1,ana@example.com,paid,2026-01-02 10:00:00 +0000,GBP,30.00,30.00,2026-01-02 10:00:00 +0000,1,Boot,20.00,B-1,77,",
        "#1,,,,,,,,2,Sock,5.00,S-1,,",
        "#2,ben@example.com,paid,2026-02-02 10:00:00 +0000,GBP,20.00,20.00,2026-02-02 10:00:00 +0000,1,Boot,20.00,B-1,78,",
    )
    uci = _table(
        "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country",
        "536365,85123A,LANTERN,6,12/1/2010 8:26,2.55,17850,United Kingdom",
        "C536379,85123A,LANTERN,-1,12/1/2010 9:41,2.55,17850,United Kingdom",
        "536366,71053,HOLDER,6,12/1/2010 8:28,3.39,13047,France",
    )
    woo = _table(
        "order_id,order_number,date,status,order_total,customer_user,billing_email,order_item_1",
        "9,9,2026-01-05 10:00,completed,30.00,4,ana@example.com,product_id:11|name:Boot|quantity:1|total:30|sku:B-1",
        "10,10,2026-01-06 10:00,completed,12.00,5,ben@example.com,product_id:12|name:Sock|quantity:2|total:12|sku:S-1",
    )
    event = {
        "event": "Order Completed", "userId": "u1", "timestamp": "2026-01-05T10:00:00Z",
        "properties": {"order_id": "9", "revenue": 30, "currency": "GBP",
                       "products": [{"sku": "B-1", "name": "Boot", "price": 30, "quantity": 1}]},
    }  # fmt: skip
    segment = "\n".join(json.dumps({**event, "userId": f"u{n}"}) for n in range(3)).encode()
    till = _table("wer;Datum;Betrag;Bon".replace("wer", "customer_id"), "1;02.01.2026;12,50;77", "2;03.01.2026;8,00;78")
    till = till.replace(b"Datum", b"order_date").replace(b"Betrag", b"amount").replace(b"Bon", b"order_id")
    frame = pd.read_csv(io.BytesIO(uci), dtype=str)
    return {
        "shopify.csv": (shopify, "transactions"),
        "uci.csv": (uci, "transactions"),
        "woo.csv": (woo, "transactions"),
        "segment.jsonl": (segment, "transactions"),
        "till.csv": (till, "transactions"),
        "till.csv.gz": (gzip.compress(till), "transactions"),
        "uci.xlsx": (_written(frame, "xlsx"), "transactions"),
        "uci.parquet": (_written(frame, "parquet"), "transactions"),
    }


def _people() -> dict[str, tuple[bytes, str]]:
    klaviyo = _table(
        "Email,Klaviyo ID,First Name,Last Name,Predicted Customer Lifetime Value,Average Order Value,First Active",
        "ana@example.com,K1,Ana,Ruiz,120.5,40.1,2025-01-01",
        "ben@example.com,K2,Ben,Okoro,80.0,22.0,2025-02-01",
    )
    loyalty = _table(
        "customer_id,email,age,region,religion", "C1,ana@example.com,41,North,x", "C2,b@example.com,30,South,y"
    )
    campaigns = _table(
        "campaign_id,customer_id,sent_at,opened_at,clicked_at,revenue",
        "SPRING,C1,2026-03-01,2026-03-02,,0",
        "SPRING,C2,2026-03-01,,,0",
    )
    events = _table(
        "customer_id,session_id,event_time,event_type,page",
        "C1,s1,2026-03-01T10:00:00Z,view,/boots?x=1",
        "C2,s2,2026-03-01T11:00:00Z,cart,/boots",
    )
    return {
        "klaviyo.csv": (klaviyo, "customers"),
        "loyalty.csv": (loyalty, "customers"),
        "campaigns.csv": (campaigns, "campaigns"),
        "events.csv": (events, "events"),
    }


def _surveys() -> dict[str, tuple[bytes, str]]:
    qualtrics = _table(
        "StartDate,EndDate,Status,IPAddress,Duration (in seconds),Finished,ResponseId,DistributionChannel,Q1,Q2",
        "Start Date,End Date,Response Type,IP Address,Duration (in seconds),Finished,Response ID,Channel,How likely?,Why?",
        '"{""ImportId"":""a""}","{""ImportId"":""b""}","{""ImportId"":""c""}","{""ImportId"":""d""}",'
        '"{""ImportId"":""e""}","{""ImportId"":""f""}","{""ImportId"":""g""}","{""ImportId"":""h""}",'
        '"{""ImportId"":""i""}","{""ImportId"":""j""}"',
        "2026-01-02,2026-01-02,IP Address,198.51.100.7,300,True,R_1,anonymous,Likely,They are warm and they last two winters",
        "2026-01-03,2026-01-03,IP Address,198.51.100.8,280,True,R_2,anonymous,Unlikely,The price went up twice in one year",
        "2026-01-03,2026-01-03,Survey Preview,,20,True,R_3,preview,Likely,test",
    )
    monkey = _table(
        "Respondent ID,Collector ID,Start Date,End Date,IP Address,Email Address,First Name,What matters most?,How old are you?",
        ",,,,,,,Open-Ended Response,Response",
        "101,9,01/02/2026,01/02/2026,198.51.100.7,ana@example.com,Ana,That the seams hold in rain,35-44",
        "102,9,01/03/2026,01/03/2026,198.51.100.8,ben@example.com,Ben,A fair price for real leather,45-54",
    )
    typeform = _table(
        "#,What would you change?,Which channels? ,Start Date (UTC),Submit Date (UTC),Network ID",
        "a1,I would make the sleeves longer for tall people,Web / Shop,2026-01-02 10:00:00,2026-01-02 10:03:00,n1",
        "a2,Nothing much but a bigger pocket would help me,Shop,2026-01-03 10:00:00,2026-01-03 10:05:00,n2",
    )
    promoted = _table(
        "Score,Comment,Category,Created At,Email",
        "10,They last two winters and they are warm,promoter,2026-01-02 10:00:00,ana@example.com",
        "3,The zip broke after two weeks of light use,detractor,2026-01-03 10:00:00,ben@example.com",
    )
    return {
        "nps.csv": (promoted, "survey"),
        "qualtrics.csv": (qualtrics, "survey"),
        "surveymonkey.csv": (monkey, "survey"),
        "typeform.csv": (typeform, "survey"),
    }


def _transcripts() -> dict[str, tuple[bytes, str]]:
    stamps = [f"00:00:{2 * n:02}.000 --> 00:00:{2 * n + 1:02}.500" for n in range(len(SPEECH))]
    cues = list(zip(stamps, SPEECH, strict=True))
    spec = "WEBVTT\n\n" + "\n\n".join(f"{stamp}\n<v {who}>{said}</v>" for stamp, (who, said) in cues) + "\n"
    zoom = "WEBVTT\n\n" + "\n\n".join(f"{n}\n{stamp}\n{who}: {said}" for n, (stamp, (who, said)) in enumerate(cues, 1))
    srt = "\n\n".join(
        f"{n}\n{stamp.replace('.', ',')}\n{who}: {said}" for n, (stamp, (who, said)) in enumerate(cues, 1)
    )
    otter = "\n\n".join(f"{who}  0:{n:02}\n{said}" for n, (who, said) in enumerate(SPEECH))
    plain = "\n\n".join(f"{who}: {said}" for who, said in SPEECH)
    word = docx.Document()
    for who, said in SPEECH:
        word.add_paragraph(f"{who}: {said}")
    written = io.BytesIO()
    word.save(written)
    pdf: bytes = typst.compile("\n\n".join(f"{who}: {said}" for who, said in SPEECH).encode(), format="pdf")
    texts = {
        "spec.vtt": spec, "zoom.vtt": zoom, "zoom.srt": srt, "plain.txt": plain, "plain.md": f"# Talk\n\n{plain}",
        "otter.txt": f"{otter}\n\nTranscribed by https://otter.ai\n",
    }  # fmt: skip
    files = {name: (text.encode(), "interviews") for name, text in texts.items()}
    return {**files, "talk.docx": (written.getvalue(), "interviews"), "talk.pdf": (pdf, "interviews")}


def _reviews() -> dict[str, tuple[bytes, str]]:
    trustpilot = _table(
        "Review Id,Review Created (UTC),Review Username,Review Title,Review Content,Review Stars,Source Of Review,Domain Url",
        "t1,2026-01-02 10:00:00,Ana R,Great boots,They kept my feet dry all winter long,5,Organic,shop.example",
        "t2,2026-01-03 10:00:00,Ben O,Poor zip,The zip went after a fortnight of use,2,Organic,shop.example",
    )
    amazon = _table(
        "marketplace\tcustomer_id\treview_id\tproduct_id\tproduct_title\tstar_rating\tverified_purchase\treview_headline\t"
        "review_body\treview_date",
        "UK\t11\tR1\tB1\tBoot\t5\tY\tWarm\tWarm and light enough for a day on site\t2015-08-31",
        "UK\t12\tR2\tB1\tBoot\t1\tN\tCold\tMy toes froze in them on the first day\t2015-08-30",
    )
    judgeme = _table(
        "title,body,rating,review_date,source,curated,reviewer_name,reviewer_email,product_id,product_handle,location",
        "Good,Good grip on wet ladders and easy to clean,5,2026-01-02,web,ok,Ana,ana@example.com,1,boot,Leeds",
        "Bad,The sole came off in a puddle last week,1,2026-01-03,web,ok,Ben,ben@example.com,1,boot,Hull",
    )
    yotpo = _table(
        "Review Title,Review Content,Review Score,Date,Product ID,Product Name,Display Name,Email",
        "Good,Good grip on wet ladders and easy to clean,5,2026-01-02,1,Boot,Ana,ana@example.com",
        "Bad,The sole came off in a puddle last week,1,2026-01-03,1,Boot,Ben,ben@example.com",
    )
    google = {
        "reviews": [
            {"reviewId": f"g{n}", "reviewer": {"displayName": "Ana", "isAnonymous": False}, "starRating": stars,
             "comment": f"Helpful people and {size} sizes in stock", "createTime": "2026-01-02T10:00:00Z"}
            for n, (stars, size) in enumerate([("FIVE", "many"), ("TWO", "few")])
        ]
    }  # fmt: skip
    return {
        "trustpilot.csv": (trustpilot, "reviews"),
        "amazon.tsv": (amazon, "reviews"),
        "judgeme.csv": (judgeme, "reviews"),
        "yotpo.csv": (yotpo, "reviews"),
        "google.json": (json.dumps(google).encode(), "reviews"),
    }


def _messages() -> dict[str, tuple[bytes, str]]:
    tickets = _table(
        "ticket_id,sender_type,requester_email,subject,message,created_at,priority",
        "T1,customer,ana@example.com,Zip,The zip broke after two wears,2026-03-01 10:00,high",
        "T1,agent,,,Sorry to hear that. Can you send a photo?,2026-03-01 11:00,high",
        "T2,customer,ben@example.com,Size,You sent a medium and the label says large,2026-03-02 09:00,low",
    )
    posts = [
        {"post_id": str(n), "handle": f"@user{n}", "text": f"Day {n} in these boots and my feet are dry", "likes": n}
        for n in range(3)
    ]
    return {
        "tickets.csv": (tickets, "tickets"),
        "posts.jsonl": ("\n".join(map(json.dumps, posts)).encode(), "posts"),
    }


def _written(frame: pd.DataFrame, ending: str) -> bytes:
    file = io.BytesIO()
    if ending == "xlsx":
        frame.to_excel(file, index=False)
    else:
        frame.to_parquet(file)
    return file.getvalue()
