"""Crossref's REST API, asked politely, through habanero.

habanero builds the requests: its base address, its contact in the
User-Agent, its filters, its lists of valid names.  Its own sending is not
used, because it opens a connection for each request, follows no alias, does
not quote DOIs, and hides the headers that state the service's limits.
"""

import hashlib
import re
import threading
from collections.abc import Callable, Iterable, Sequence
from urllib.parse import quote, unquote, urlencode, urlsplit

import habanero
import httpx2
from habanero.field_queries import validate_field_queries
from habanero.filterhandler import filter_handler
from habanero.habanero_utils import make_ua, rename_query_filters
from habanero.select import validate_select

from citegraph import __version__
from citegraph.errors import SourceBroken, SourceUnavailable
from citegraph.identifiers import DOI, is_doi
from citegraph.sources.cache import Cache, Kept, iso_date
from citegraph.sources.envelopes import agency_in, check_absence, message_in, own_doi, record_in, records_in
from citegraph.sources.politeness import WORKERS, Answer, Manners, NoAnswer, TooBusy
from citegraph.sources.protocol import Absent, Found, Hit, OtherAgency, Outcome, Unavailable
from citegraph.sources.records import SELECT, doi_of, read_work, slim

MOST_DOIS = 50
# The service refuses request lines of more than 4,096 bytes.
LONGEST_REQUEST_LINE = 3500
LONGEST_BODY = 50_000_000
CONNECT_SECONDS = 5.0
READ_SECONDS = {"single": 30.0, "list": 60.0}
NOT_IN_CACHE = "not in the cache"


class PooledCrossref(habanero.Crossref):
    """habanero's client around one pool of connections.

    >>> crossref = PooledCrossref("https://crossref.example", "me@example.org")
    >>> crossref.address("10.1002/(sici)1097-4571", "agency")
    'https://crossref.example/works/10.1002%2F%28sici%291097-4571/agency?mailto=me%40example.org'
    >>> crossref.list_address(filter={"doi": ["10.1/a", "10.1/b"]}, rows=2)
    'https://crossref.example/works?filter=doi:10.1/a,doi:10.1/b&rows=2&mailto=me%40example.org'
    """

    def __init__(self, base_url: str | None = None, mailto: str | None = None, transport=None):
        given = {} if base_url is None else {"base_url": base_url.rstrip("/")}
        super().__init__(**given, mailto=mailto, ua_string=f"citegraph/{__version__}")
        self._transport = transport
        self._client: httpx2.Client | None = None
        self._opening = threading.Lock()

    def address(self, doi: str, *route: str) -> str:
        """The address of one work's record, or of what is beneath it."""
        path = "/".join((self.base_url, "works", quote(doi, safe=""), *route))
        return self._with_query(path, {})

    def list_address(self, filter: dict | None = None, **parameters) -> str:  # noqa: A002 (as habanero calls it)
        """The address of a list of works; parameters as habanero spells them."""
        select = parameters.get("select")
        validate_select(select)
        if select:
            parameters["select"] = ",".join(select)
        query = rename_query_filters(parameters)
        validate_field_queries([name for name in query if name.startswith("query.")] or None)
        if filter:
            query = {"filter": filter_handler(dict(filter)), **query}
        return self._with_query(f"{self.base_url}/works", query)

    def fetch(self, address: str, read_seconds: float, left: Callable[[], float]) -> tuple[httpx2.Response, bytes]:
        """Return the response from *address*, redirections followed, and its body.

        Raises
        ------
        NoAnswer
            If nothing whole came back before *left* ran out.
        """
        connect, read = max(0.1, min(CONNECT_SECONDS, left())), max(0.1, min(read_seconds, left()))
        client = self._connected()
        request = client.build_request("GET", address, timeout=httpx2.Timeout(read, connect=connect))
        try:
            response = client.send(request, stream=True)
            response.stream = _Bounded(response.stream, left)
            try:
                return response, response.read()
            finally:
                response.close()
        except httpx2.TimeoutException as error:
            raise NoAnswer("it did not answer in time") from error
        except httpx2.TooManyRedirects as error:
            raise NoAnswer("its redirections lead nowhere") from error
        except httpx2.DecodingError as error:
            raise NoAnswer("its answer was damaged on the way") from error
        except httpx2.RemoteProtocolError as error:
            raise NoAnswer("it broke off its answer") from error
        except httpx2.ConnectError as error:
            raise NoAnswer("it cannot be reached") from error
        except (httpx2.HTTPError, httpx2.InvalidURL) as error:
            raise NoAnswer(f"the connection failed ({type(error).__name__})") from error

    def close(self) -> None:
        """Close the connections."""
        if self._client is not None:
            self._client.close()

    def _with_query(self, address, parameters):
        if self.mailto:
            parameters = {**parameters, "mailto": self.mailto}
        return f"{address}?{urlencode(parameters, quote_via=quote, safe=':,/()')}" if parameters else address

    def _connected(self):
        with self._opening:
            if self._client is None:
                self._client = httpx2.Client(
                    headers={**make_ua(self.mailto, self.ua_string), "Accept": "application/json"},
                    follow_redirects=True,
                    max_redirects=5,
                    limits=httpx2.Limits(max_connections=20, max_keepalive_connections=20),
                    transport=self._transport,
                )
            return self._client


class _Bounded(httpx2.SyncByteStream):
    """What arrives of an answer, as long as it arrives in time: a drip never trips a timeout of single reads."""

    def __init__(self, stream, left):
        self._stream, self._left = stream, left

    def __iter__(self):
        size = 0
        for chunk in self._stream:
            yield chunk
            size += len(chunk)
            if self._left() <= 0:
                raise NoAnswer("it sent its answer too slowly")
            if size > LONGEST_BODY:
                raise NoAnswer("its answer does not end")

    def close(self):
        self._stream.close()


class CrossrefSource:
    """Works as Crossref's REST API describes them.

    Cache first, then lists of up to fifty DOIs, then one by one whatever a list
    did not bring, which tells an alias from a work of another agency from a DOI
    that nobody registered.  Every answer is in the cache before the next
    question goes out.

    Parameters
    ----------
    base_url
        Another address of the same API.
    mailto
        A contact address; Crossref answers those who give one faster.
    cache
        Where answers are kept.
    offline
        Answer from the cache alone, however old its answers are.
    transport, manners
        For tests: what carries requests, and what paces them.

    Raises
    ------
    SourceBroken
        If an address or a contact cannot be one, and later if the service
        refuses us.
    """

    name = "crossref"

    def __init__(
        self,
        base_url: str | None = None,
        mailto: str | None = None,
        cache: Cache | None = None,
        *,
        offline: bool = False,
        transport: httpx2.BaseTransport | None = None,
        manners: Manners | None = None,
    ):
        self._api = PooledCrossref(base_url, mailto, transport)
        address = urlsplit(self._api.base_url)
        if address.scheme not in ("http", "https") or not address.hostname:
            raise SourceBroken(self.name, f"{base_url!r} is not the address of a web service")
        if mailto is not None and not re.fullmatch(r"[!-~]+@[!-~]+", mailto):
            raise SourceBroken(self.name, f"{mailto!r} is not a mail address")
        self._cache = cache if cache is not None else Cache(None)
        self._service = f"{self.name} {hashlib.sha256(self._api.base_url.encode()).hexdigest()[:12]}"
        self._offline = offline
        self.concurrency = 1 if offline else WORKERS
        folder = self._cache.folder and self._cache.folder / "pace" / self._service.replace(" ", "-")
        self._manners = manners if manners is not None else Manners(self.name, folder=folder)
        self._dates: set[str] = set()

    def works(self, dois: Sequence[DOI], progress: Callable[[int], object] | None = None) -> dict[DOI, Outcome]:
        """Look up each DOI; one outcome for each, under the DOI asked for.

        Raises
        ------
        SourceBroken
            If the service refuses us.
        """
        dois = list(dict.fromkeys(dois))
        outcomes: dict[DOI, Outcome] = {}

        def file(answered: dict[DOI, Outcome]):
            outcomes.update(answered)
            if answered and progress:
                progress(len(answered))

        file({doi: Absent(doi) for doi in dois if not _askable(doi)})
        file(self._remembered([doi for doi in dois if doi not in outcomes]))
        open_questions = [doi for doi in dois if doi not in outcomes]
        if self._offline:
            file({doi: Unavailable(doi, NOT_IN_CACHE) for doi in open_questions})
        else:
            known_missing = self._known_missing(open_questions)
            listable = [doi for doi in open_questions if "," not in doi and doi not in known_missing]
            batches = pack(listable, self._list_address) if len(listable) > 1 else []
            for answered in self._manners.ask_all([_bound(self._batch, batch) for batch in batches]):
                file(answered)
            singles = [doi for doi in open_questions if doi not in outcomes]
            for outcome in self._manners.ask_all([_bound(self._single, doi, doi in known_missing) for doi in singles]):
                file({outcome.requested: outcome})
        return {doi: outcomes[doi] for doi in dois}

    def search(self, query: str, rows: int = 5) -> tuple[Hit, ...]:
        """Return the works whose metadata shares most words with a reference's text, best first.

        Ties stand in the order of their DOIs.

        Raises
        ------
        SourceUnavailable
            If the question was not answered, after retries.
        SourceBroken
            If the service refuses us.
        """
        if rows < 1 or not re.search(r"[^\W_]", query):
            return ()
        query = _cut(query, LONGEST_REQUEST_LINE - len(self._search_address("", rows)))
        question = f"{rows} {query.lower()}"
        if (hits := self._remembered_hits(question)) is not None:
            return hits
        if self._offline:
            raise SourceUnavailable(self.name, NOT_IN_CACHE)
        answer = self._ask("list", self._search_address(query, rows), records_in)
        if answer.content is None:
            raise SourceUnavailable(self.name, f"it answered a search with status {answer.status}")
        records = {doi: (record, _score(record)) for record in answer.content[:rows] if (doi := own_doi(record))}
        scores = [(doi, score) for doi, (_, score) in records.items()]
        kept = {("record", doi): slim(record) for doi, (record, _) in records.items()}
        self._keep(kept | {("search", question): scores})
        return _ranked((read_work(slim(record)), score) for record, score in records.values())

    def citing(self, doi: DOI) -> None:
        """Crossref tells only its members who cites a work."""
        return None

    def dates(self) -> tuple[str, str] | None:
        """Return the days, in UTC, of the oldest and newest answer used so far."""
        return (min(self._dates), max(self._dates)) if self._dates else None

    def close(self) -> None:
        """Close connections and cache."""
        self._api.close()
        self._cache.close()

    def _remembered(self, dois):
        """What the cache knows of *dois*, as outcomes."""
        kept = self._cache.get(self._service, [doi.lower() for doi in dois], any_age=self._offline)
        primes = [kinds["alias"].value for kinds in kept.values() if "alias" in kinds]
        kept_primes = self._cache.get(self._service, primes, any_age=self._offline) if primes else {}
        outcomes = {}
        for doi in dois:
            kinds = kept.get(doi.lower(), {})
            record = kinds.get("record")
            if record is None and "alias" in kinds:
                record = kept_primes.get(kinds["alias"].value, {}).get("record")
            if outcome := self._outcome(doi, kinds, record):
                outcomes[doi] = outcome
        return outcomes

    def _outcome(self, doi, kinds, record):
        if record is not None:
            self._used(record)
            return Found(doi, read_work(record.value), self.name)
        agency, missing, nowhere = (kinds.get(kind) for kind in ("agency", "missing", "nowhere"))
        if agency is not None and agency.value != self.name:
            self._used(agency)
            return OtherAgency(doi, agency.value)
        if missing is not None and (nowhere is not None or agency is not None):
            self._used(missing)
            return Absent(doi)
        return None

    def _known_missing(self, dois):
        """Those that the registry has no record of, by the cache, but whose agency was never learnt."""
        kept = self._cache.get(self._service, [doi.lower() for doi in dois])
        return {doi for doi in dois if "missing" in kept.get(doi.lower(), {})}

    def _batch(self, dois):
        """Ask for many records in one list; return outcomes for those it settles."""
        try:
            answer = self._ask("list", self._list_address(dois), records_in, broken_tries=2)
        except TooBusy as error:
            return {doi: Unavailable(doi, error.problem) for doi in dois}
        except SourceUnavailable:
            # One bad DOI can spoil a list: each is asked alone, so that it costs only itself.
            return {}
        wanted = {doi.lower(): doi for doi in dois}
        records = {}
        for record in answer.content or ():
            doi = own_doi(record)
            if doi in wanted:
                records.setdefault(doi, slim(record))
        self._keep({("record", doi): record for doi, record in records.items()})
        return {wanted[doi]: Found(wanted[doi], read_work(record), self.name) for doi, record in records.items()}

    def _single(self, doi, known_missing):
        """Ask for one record; if there is none, ask which agency registered the DOI."""
        try:
            if not known_missing:
                answer = self._ask("single", self._api.address(doi.lower()), record_in)
                if answer.status != 404:
                    return self._found(doi, answer)
                self._keep({("missing", doi.lower()): True})
            answer = self._ask("single", self._api.address(doi.lower(), "agency"), agency_in)
        except SourceUnavailable as error:
            return Unavailable(doi, error.problem)
        if answer.status == 404:
            self._keep({("nowhere", doi.lower()): True})
            return Absent(doi)
        if answer.content is None:
            return Unavailable(doi, f"it answered with status {answer.status}")
        self._keep({("agency", doi.lower()): answer.content})
        return Absent(doi) if answer.content == self.name else OtherAgency(doi, answer.content)

    def _found(self, doi, answer):
        """The outcome of a record that came back: the work asked for, its prime, or neither."""
        if answer.content is None:
            return Unavailable(doi, f"it answered with status {answer.status}")
        record, returned = slim(answer.content), doi_of(answer.content)
        expected = unquote(urlsplit(answer.address).path.partition("/works/")[2]).lower()
        if returned != expected:
            return Unavailable(doi, f"it answered with the record of another work, {returned}")
        keep = {("record", returned): record}
        if returned != doi.lower():
            keep["alias", doi.lower()] = returned
        self._keep(keep)
        return Found(doi, read_work(record), self.name)

    def _ask(self, kind, address, read, **patience) -> Answer:
        def send(left):
            response, body = self._api.fetch(address, READ_SECONDS[kind], left)
            status, headers = response.status_code, response.headers
            content = read(message_in(body)) if status == 200 else None
            if status == 404:
                check_absence(body)
            return Answer(status, headers, content, str(response.url), len(response.history) + 1)

        return self._manners.ask(kind, send, **patience)

    def _list_address(self, dois):
        dois = [doi.lower() for doi in dois]
        return self._api.list_address(filter={"doi": dois}, rows=len(dois), select=list(SELECT))

    def _search_address(self, query, rows):
        return self._api.list_address(query_bibliographic=query, rows=rows, select=[*SELECT, "score"])

    def _remembered_hits(self, question):
        kept = self._cache.get(self._service, [question], any_age=self._offline).get(question, {}).get("search")
        if kept is None:
            return None
        # Records outlive searches, unless they were never written: then the search is asked anew.
        records = self._cache.get(self._service, [doi for doi, _ in kept.value], any_age=True)
        if any("record" not in records.get(doi, {}) for doi, _ in kept.value):
            return None
        self._used(kept)
        return _ranked((read_work(records[doi]["record"].value), score) for doi, score in kept.value)

    def _keep(self, answers):
        if answers:
            self._cache.put(self._service, answers)
            self._dates.add(iso_date(self._cache.now()))

    def _used(self, kept: Kept):
        self._dates.add(iso_date(kept.asked_at))


def pack(dois: Iterable[str], address: Callable[[list[str]], str]) -> list[list[str]]:
    """Part *dois* into lists that one request can ask for, in order.

    >>> [len(some) for some in pack([f"10.1/{n}" for n in range(120)], lambda dois: ",".join(dois))]
    [50, 50, 20]

    Long ones fill a request line sooner:

    >>> [len(some) for some in pack(["10.1/" + "x" * 1000] * 5, lambda dois: ",".join(dois))]
    [3, 2]
    """
    batches: list[list[str]] = [[]]
    for doi in dois:
        if batches[-1] and (
            len(batches[-1]) == MOST_DOIS or len(address([*batches[-1], doi])) > LONGEST_REQUEST_LINE
        ):
            batches.append([])
        batches[-1].append(doi)
    return [batch for batch in batches if batch]


def _cut(query, room):
    """*query* with single blanks, as far as it fits into *room* bytes of an address."""
    kept = []
    for word in query.encode("utf-8", "ignore").decode().split():
        while kept == [] and len(quote(word)) > room:
            word = word[: len(word) // 2]
        room -= len(quote(word)) + len("%20")
        if kept and room < 0:
            break
        kept.append(word)
    return " ".join(kept)


def _askable(doi):
    """Whether *doi* can be one, and can be sent."""
    return is_doi(doi.lower()) and not re.search("[\ud800-\udfff]", doi)


def _bound(function, *arguments):
    return lambda: function(*arguments)


def _score(record):
    score = record.get("score")
    return float(score) if isinstance(score, (int, float)) else 0.0


def _ranked(scored):
    hits = (Hit(work, score, CrossrefSource.name) for work, score in scored)
    return tuple(sorted(hits, key=lambda hit: (-hit.score, hit.work.doi)))
