"""Composing a query and the tables that it needs into one statement in a warehouse's dialect."""

from typing import Any, Literal, get_args

from sqlglot import ErrorLevel, exp, parse_one
from sqlglot.optimizer.merge_subqueries import merge_derived_tables
from sqlglot.optimizer.pushdown_projections import pushdown_projections
from sqlglot.optimizer.qualify import qualify
from sqlglot.optimizer.simplify import simplify

from segments.features import CUSTOMERS
from segments.portable.derived import BUYERS, LINES, PLAIN_LINES, Derivation
from segments.segmentation.missions import MISSIONS
from segments.statistics.spending import SPENDING

Dialect = Literal["duckdb", "postgres", "spark", "snowflake", "bigquery"]
DIALECTS: tuple[Dialect, ...] = get_args(Dialect)
_AS_WRITTEN = "duckdb, normalization_strategy = case_sensitive"
"""Names keep their capitals: elsewhere they count."""
_MICROSECONDS = {
    "postgres": "EXTRACT(EPOCH FROM {}) * 1000000",
    "spark": "UNIX_MICROS({})",
    "snowflake": "DATE_PART(EPOCH_MICROSECOND, {})",
    "bigquery": "UNIX_MICROS({})",
}
"""How each says what DuckDB calls epoch_us."""
_RESERVED = frozenset(
    "all and any array as asc at between both by case cast check column create cross current date day default desc "
    "distinct else end except exists false fetch first for foreign from full grant group groups hash having hour in "
    "index inner intersect interval into is join key last lateral left like limit month natural not null offset on "
    "only or order outer over partition primary range references right row rows select set some table then time "
    "timestamp to trailing true type union unique user using value values when where window with year".split()
)


def self_contained(derivation: Derivation, sql: str, dialect: Dialect = "duckdb", *, bought: bool = False) -> str:
    """A query over Verism's tables as one over the company's. `bought` says that it asks for nobody who never bought.

    Timestamps without a zone count as UTC: the session's time zone must be that.
    """
    query = _named(parse_one(sql, dialect="duckdb"), derivation)
    queries = {name: parse_one(text, dialect="duckdb") for name, text in derivation.queries.items()}
    _choose(query, queries, bought=bought and not _columns(query) & set(derivation.attributes))
    for name in _needed(query, queries):
        query = query.with_(name, as_=queries[name], copy=False)
    query = qualify(
        query,
        dialect=_AS_WRITTEN,
        schema=_quoted(derivation.base),
        quote_identifiers=False,
        validate_qualify_columns=False,
    )
    query = pushdown_projections(query)
    query = simplify(merge_derived_tables(query), dialect="duckdb")
    return _said(query, dialect)


def base_tables_of(sql: str, derivation: Derivation, dialect: Dialect = "duckdb") -> list[str]:
    """The tables that must be there for a self-contained query, in the order of the alphabet."""
    named = {table.name for table in parse_one(sql, dialect=dialect).find_all(exp.Table)}
    return sorted(named & derivation.base.keys())


def _named(query: Any, derivation: Derivation) -> Any:
    for table in query.find_all(exp.Table):
        if table.name in derivation.names:
            renamed = exp.to_identifier(derivation.names[table.name])
            table.set("alias", table.args.get("alias") or exp.TableAlias(this=table.this))
            table.set("this", renamed)
    return query


def _choose(query: Any, queries: dict[str, Any], *, bought: bool) -> None:
    """Of two accounts of the customers and of the lines keep the simpler one that will do."""
    buyers, lines = queries.get(BUYERS), queries.pop(PLAIN_LINES, None)
    if buyers is not None and (bought or CUSTOMERS not in queries):
        queries[CUSTOMERS] = queries.pop(BUYERS)
    asked = {table.name for table in query.find_all(exp.Table)}
    if lines is not None and not asked & {SPENDING, MISSIONS, LINES}:
        queries[LINES] = lines


def _needed(query: Any, queries: dict[str, Any]) -> list[str]:
    """What stands before a query, in the order in which it is made."""
    wanted: dict[str, None] = {}

    def want(one: Any) -> None:
        for name in dict.fromkeys(table.name for table in one.find_all(exp.Table)):
            if name in queries and name not in wanted:
                want(queries[name])
                wanted[name] = None

    want(query)
    return list(wanted)


def _columns(query: Any) -> set[str]:
    return {column.name for column in query.find_all(exp.Column)}


def _quoted(base: dict[str, dict[str, str]]) -> dict[str, object]:
    return {f'"{table}"': {f'"{name}"': kind for name, kind in columns.items()} for table, columns in base.items()}


def _said(query: Any, dialect: Dialect) -> str:
    for name in query.find_all(exp.Identifier):
        name.set("quoted", not (name.name.isidentifier() and name.name.islower()) or name.name in _RESERVED)
    told = query.transform(lambda node: _microseconds(_counted(_plainer(node)), dialect))
    text: str = told.sql(dialect=dialect, pretty=True, unsupported_level=ErrorLevel.IGNORE)
    return text


def _plainer(node: Any) -> Any:
    """Without what no column of ours needs: white space beyond blanks, a cut that may begin before the text."""
    if isinstance(node, exp.Trim):
        node.set("expression", None)
    if isinstance(node, exp.Substring) and isinstance(node.args["start"], exp.Case):
        node.set("start", exp.Literal.number(1))
    return node


def _counted(node: Any) -> Any:
    """Truth as 0 or 1: PostgreSQL makes an INT of it and nothing wider."""
    truth = isinstance(node, exp.Cast) and isinstance(node.this.unnest(), (exp.Predicate, exp.Connector, exp.Not))
    if truth and not node.is_type("int"):
        node.set("this", exp.cast(node.this, "int"))
    return node


def _microseconds(node: Any, dialect: Dialect) -> Any:
    if dialect not in _MICROSECONDS or not isinstance(node, exp.Anonymous) or node.name.lower() != "epoch_us":
        return node
    moment = node.expressions[0].sql(dialect)
    return exp.paren(parse_one(_MICROSECONDS[dialect].format(moment), dialect=dialect))
