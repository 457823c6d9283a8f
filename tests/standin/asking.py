"""A few works and a client that sends targets as they are, for the stand-in's own tests."""

import http.client
import json
from urllib.parse import urlsplit

WORKS = [
    {
        "DOI": "10.1000/Citing",
        "title": ["Citation networks in practice"],
        "author": [{"given": "Ann Bo", "family": "Lee"}],
        "container-title": ["Journal of Networks"],
        "published-print": {"date-parts": [[2019, 5]]},
        "volume": "7",
        "page": "10-20",
        "ISSN": ["1234-5678"],
        "reference": [
            {"key": "1", "DOI": "10.1000/CITED", "doi-asserted-by": "publisher", "_gold": "x"},
            {"key": "2", "DOI": "10.48550/elsewhere", "doi-asserted-by": "crossref"},
            {"key": "3", "unstructured": "Nobody knows"},
        ],
        "_provenance": "made",
    },
    {"DOI": "10.1000/cited", "title": ["Ünder/review"], "issued": {"date-parts": [[2010]]}},
    {"DOI": "10.2000/a<b>(c)#d?e%2f+g/", "title": ["A hostile name"]},
    {"DOI": "10.2000/with,comma", "title": ["A comma"]},
    {"title": ["No DOI"]},
]


class Client:
    """One keep-alive connection that sends targets as they are given."""

    def __init__(self, server, **headers):
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}
        self.connection = http.client.HTTPConnection(urlsplit(server.url).netloc, timeout=5)

    def close(self):
        self.connection.close()

    def get(self, target, method="GET", body=None, **headers):
        self.connection.request(method, target, body, self.headers | headers)
        response = self.connection.getresponse()
        response.text = response.read().decode("utf-8", "replace")
        return response

    def message(self, target):
        return json.loads(self.get(target).text)["message"]

    def dois(self, target):
        return [item["DOI"] for item in self.message(target)["items"]]


def many(count):
    return [{"DOI": f"10.5000/{n:04d}", "title": [f"Work {n}"]} for n in range(count)]
