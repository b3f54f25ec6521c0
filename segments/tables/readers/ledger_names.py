"""Synonyms of the canonical columns of ledgers, English and German."""

from collections.abc import Mapping

from segments.tables.values.names import CUSTOMER, EMAIL, names_of

ORDER = names_of(
    "order_id order_no order_number order receipt_no receipt_id receipt_number receipt basket_id basket_no basket "
    "invoice_no invoice_id invoice_number invoice transaction_id transaction_no transaction_number ticket_no bill_no "
    "slip_no slip sale_id purchase_id booking_id booking_no booking_number booking_ref booking_reference "
    "reservation_id reservation_no doc_no document_no doc_number document_number doc_ref docket_no voucher_no "
    "bestellnummer bestell_nr bestellnr bestellung auftragsnummer auftrags_nr auftrag belegnummer beleg_nr belegnr "
    "beleg bonnummer bon_nr bonnr bon kassenbon rechnungsnummer rechnungs_nr rechnungsnr rechnung "
    "vorgangsnummer vorgang"
)
"""Names of the column that says which order."""

MOMENT = names_of(
    "ordered_at order_date order_datetime sold_at sale_date purchased_at purchase_date invoice_date transaction_date "
    "transaction_timestamp transaction_datetime transaction_time booked_at booking_date posted_at posting_date "
    "paid_at created_at datetime date_time timestamp date day occurred_at value_date ordered_on sold_on bought_on "
    "purchased_on booked_on paid_on posted posted_on invoiced_on issued_on bestelldatum kaufdatum verkaufsdatum "
    "belegdatum bondatum rechnungsdatum auftragsdatum buchungsdatum buchungstag bestellt_am gekauft_am verkauft_am "
    "datum zeitpunkt zeitstempel"
)
"""Names of the column that says when."""

AMOUNT = names_of(
    "amount line_total line_amount line_value sales_value sales_amount sale_amount net_amount net_sales net_value "
    "extended_price ext_price total_amount total_price total_value sales spend revenue turnover net gross amount_gbp "
    "amount_eur amount_usd value total amount_paid price_paid dollar_value transaction_amount takings line_ex_vat "
    "line_ex_tax line_net net_line amount_ex_vat total_ex_vat line_inc_vat line_incl_vat line_inc_tax line_gross "
    "amount_inc_vat total_inc_vat total_incl_vat line_sum charged zeilenbetrag positionsbetrag zeilensumme "
    "positionssumme positionswert zeilenwert gesamtpreis gesamtbetrag betrag betrag_brutto bruttobetrag betrag_netto "
    "nettobetrag umsatz bruttoumsatz umsatz_brutto nettoumsatz umsatz_netto summe summe_brutto summe_netto gesamt "
    "brutto netto warenwert rechnungsbetrag"
)
"""Names of the column of what a line came to."""

LEDGER_SYNONYMS: Mapping[str, tuple[str, ...]] = {
    "customer_id": CUSTOMER,
    "email": EMAIL,
    "order_id": ORDER,
    "ordered_at": MOMENT,
    "amount": AMOUNT,
    "amount_cents": names_of("amount_cents line_total_cents amount_minor amount_pence"),
    "unit_price": names_of(
        "unit_price price item_price price_each einzelpreis stückpreis stueckpreis e_preis vk_preis preis"
    ),
    "quantity": names_of(
        "quantity qty units units_sold item_count number_of_items cnt menge stückzahl stueckzahl anzahl stk stück"
    ),
    "discount": names_of(
        "discount line_discount discount_amount discount_value retail_disc markdown rabatt rabattbetrag "
        "nachlass positionsrabatt"
    ),
    "discount_cents": names_of("discount_cents discount_minor discount_pence"),
    "store_id": names_of(
        "store_id store_no store_number branch_id branch_no shop_id outlet_id store branch shop outlet depot "
        "hub site filiale filial_nr filialnr filialnummer filial_id markt marktnummer verkaufsstelle standort "
        "laden"
    ),
    "channel": names_of(
        "channel sales_channel order_channel purchase_channel source taken_via sold_via booked_via "
        "ordered_via how_booked how_ordered how_bought order_method booking_method order_route kanal "
        "vertriebskanal verkaufskanal vertriebsweg bestellweg bestellkanal"
    ),
    "category": names_of(
        "category product_category item_category department department_name product_group product_family "
        "family product_line product_type dept dept_name service_type item_group line_group plu_group grp warengruppe "
        "produktgruppe artikelgruppe kategorie produktkategorie sortiment abteilung"
    ),
    "product_id": names_of(
        "product_id sku stock_code product_code item_id item_no article article_no upc ean product item "
        "product_name description line_code item_code item_name item_description line_text line_description "
        "plu plu_no plu_code plu_text "
        "artikelnummer artikel_nr artikelnr art_nr artnr artikel artikelbezeichnung produkt produktname "
        "bezeichnung"
    ),
    "currency": names_of("currency currency_code währung waehrung"),
    "line": names_of("line_no line_number line_id line line_item_id positionsnummer pos_nr position pos zeile"),
    "type": names_of(
        "type transaction_type line_type sale_type status order_status belegart vorgangsart buchungsart bestellstatus"
    ),
    "voided": names_of("voided cancelled canceled cancelled_at storniert storno"),
}
"""Canonical column of a ledger -> names under which exports hold it, the surest first."""
