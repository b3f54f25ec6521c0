"""Columns of the exports that the builders imitate, as the tools write them."""

QUALTRICS_FIELDS = {
    "StartDate": ("Start Date", "startDate"),
    "EndDate": ("End Date", "endDate"),
    "Status": ("Response Type", "status"),
    "IPAddress": ("IP Address", "ipAddress"),
    "Progress": ("Progress", "progress"),
    "Duration (in seconds)": ("Duration (in seconds)", "duration"),
    "Finished": ("Finished", "finished"),
    "RecordedDate": ("Recorded Date", "recordedDate"),
    "ResponseId": ("Response ID", "_recordId"),
    "RecipientLastName": ("Recipient Last Name", "recipientLastName"),
    "RecipientFirstName": ("Recipient First Name", "recipientFirstName"),
    "RecipientEmail": ("Recipient Email", "recipientEmail"),
    "ExternalReference": ("External Data Reference", "externalDataReference"),
    "LocationLatitude": ("Location Latitude", "locationLatitude"),
    "LocationLongitude": ("Location Longitude", "locationLongitude"),
    "DistributionChannel": ("Distribution Channel", "distributionChannel"),
    "UserLanguage": ("User Language", "userLanguage"),
}
"""Fixed Qualtrics columns: column name to (text of header row 2, ImportId of header row 3)."""

TRUSTPILOT_FIELDS = (
    "Review Id",
    "Review Created (UTC)",
    "Review Username",
    "Review Title",
    "Review Content",
    "Review Stars",
    "Source Of Review",
    "Location Name",
    "Domain Url",
    "Reference Id",
    "Business Reply Date (UTC)",
)
"""Columns of a Trustpilot export, in order."""

JUDGEME_FIELDS = (
    "title",
    "body",
    "rating",
    "review_date",
    "source",
    "curated",
    "reviewer_name",
    "reviewer_email",
    "product_id",
    "product_handle",
    "reply",
    "reply_date",
    "picture_urls",
    "ip_address",
    "location",
)
"""Columns of a Judge.me export, in order."""

STAR_WORDS = ("ONE", "TWO", "THREE", "FOUR", "FIVE")
"""Google writes a rating as a word: one star is the first."""
