"""How campaigns were received."""

from segments.tables import Tables


def campaign_engagement(tables: Tables) -> list[tuple[str, float | None]]:
    """Campaign name -> members who opened, clicked or redeemed / members reached (0..1), the newest campaign first.

    Members held out were not reached. None for a campaign that reached fewer than 5, and for one of whose messages
    no opening, click or redemption was ever recorded (letters).
    """
    if tables.read("campaigns") is None:
        return []
    answered = "opened_at IS NOT NULL OR clicked_at IS NOT NULL OR redeemed_at IS NOT NULL"
    per_member = (
        f"SELECT campaign_id, customer_id, max(CASE WHEN {answered} THEN 1 ELSE 0 END) AS answered, "
        "max(campaign_name) AS name, min(sent_at) AS sent_at FROM campaigns "
        "WHERE NOT holdout AND sent_at IS NOT NULL GROUP BY campaign_id, customer_id"
    )
    rows = tables.connection.raw_sql(
        f"SELECT max(name), count(*), sum(answered) FROM ({per_member}) "
        "GROUP BY campaign_id ORDER BY min(sent_at) DESC, campaign_id"
    ).fetchall()
    return [(str(name), float(n) / reached if reached >= 5 and n > 0 else None) for name, reached, n in rows]
