"""A printed reference is read into fields, whatever its style."""

import pytest

from citegraph.read.strings import read_reference

STYLES = {
    "APA": "Asad, S., & Chreim, S. (2016). Peer support providers’ role experiences. Community Mental Health Journal, 52(7), 767–774.",
    "Vancouver": "Asad S, Chreim S. Peer support providers’ role experiences. Community Mental Health Journal. 2016;52(7):767-74.",
    "IEEE": "[3] S. Asad and S. Chreim, “Peer support providers’ role experiences,” Community Mental Health Journal, vol. 52, no. 7, pp. 767–774, Oct. 2016.",
    "Web of Science": "Peer support providers’ role experiences Asad, Sarah Chreim, Samia [J]. Community Mental Health Journal, 2016, 52 (7) : 767 - 774",
}


@pytest.mark.parametrize("text", STYLES.values(), ids=STYLES)
def test_every_style_says_the_same(text):
    reference = read_reference(text)

    assert [author.family for author in reference.authors] == ["Asad", "Chreim"]
    assert (reference.title, reference.container) == ("Peer support providers’ role experiences", "Community Mental Health Journal")
    assert (reference.year, reference.volume, reference.issue, reference.pages) == (2016, "52", "7", "767-774")
