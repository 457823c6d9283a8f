"""What is passed on along citations, and round circles of them, is what the equations say."""

import numpy as np
import pytest
from scipy.sparse.csgraph import connected_components

from citegraph import measure
from citegraph.measure import order, stretches
from citegraph.measure.arrays import arrays_of_citations
from citegraph.measure.centrality import passed_on


@pytest.fixture(params=["numpy", "compiled", "compiled, large circles"])
def engine(request, monkeypatch):
    if request.param != "numpy":
        pytest.importorskip("numba", reason="the extra fast is not installed")
    monkeypatch.setattr(order, "_WORTH_COMPILING", np.inf if request.param == "numpy" else 0)
    if request.param == "compiled, large circles":
        monkeypatch.setattr(order, "_LARGE", 2)


def circles_in_a_row(lengths):
    """Circles of so many works, each of which cites the first work of the next circle."""
    end = np.cumsum(lengths)
    citing, first = np.arange(end[-1]), np.repeat(end - lengths, lengths)
    cited = first + (citing - first + 1) % np.repeat(lengths, lengths)
    return arrays_of_citations(np.append(citing, end[:-1] - 1), np.append(cited, end[:-1]))


def solved(a, base, gain):
    return np.linalg.solve(np.eye(len(a)) - a.cited_by.toarray() * gain, base)


@pytest.mark.parametrize("seed", range(5))
def test_values_in_circles_solve_their_equations_work_by_work(engine, seed):
    random = np.random.default_rng(seed)
    a = arrays_of_citations(*random.integers(0, 200, (2, 500 + 300 * seed)))
    gain = random.random(len(a)) / np.maximum(np.diff(a.cites.indptr), 1)
    base = random.random(len(a)) * (random.random(len(a)) < 0.5)

    assert passed_on(a, base, gain) == pytest.approx(solved(a, base, gain), rel=1e-9, abs=1e-13)


@pytest.mark.parametrize("small", [0, 2, 5, 64])
@pytest.mark.parametrize("apart", [0, 50, 10_000])
@pytest.mark.parametrize("seed", range(4))
def test_circles_solved_directly_together_and_apart_have_the_same_values(monkeypatch, small, apart, seed):
    monkeypatch.setattr(stretches, "_SMALL", small)
    monkeypatch.setattr(stretches, "_APART", apart)
    random = np.random.default_rng(seed)
    citing = random.integers(0, 200, 900)
    cited = np.minimum(citing + 15 - random.geometric(0.04, 900), 199)
    kept = (cited >= 0) & ((cited <= citing) | (random.random(900) < 0.15))
    a = arrays_of_citations(citing[kept], cited[kept])
    gain = 0.95 / np.maximum(np.diff(a.cites.indptr), 1)
    sizes = np.diff(a.sweep.circles).ravel()

    assert len(sizes) > 1 and len(set(sizes)) > 1 and a.loops.any()
    assert passed_on(a, np.ones(len(a)), gain) == pytest.approx(solved(a, np.ones(len(a)), gain), rel=1e-10)


def test_tables_of_small_circles_take_no_more_room_than_there_is(monkeypatch):
    monkeypatch.setattr(stretches, "_ROOM", 500)
    a = circles_in_a_row([9] * 30 + [3] * 30)
    gains = np.full(len(a), 0.5)
    parts = a.sweep._stretches.parts

    assert sum(cited_by.size for part in parts for _, cited_by in part.small) == 30 * 3**2
    assert sum(len(part.circles) for part in parts) == 30
    assert passed_on(a, np.ones(len(a)), gains) == pytest.approx(solved(a, np.ones(len(a)), gains), rel=1e-10)


def test_circles_that_get_little_are_solved_as_well_as_those_that_get_much(engine):
    a = circles_in_a_row([40, 3, 2, 50, 2])
    base, gain = np.ones(len(a)), np.full(len(a), 0.4)
    base[45:] = 1e-30
    gain[44] = 1e-30
    found, expected = passed_on(a, base, gain), solved(a, base, gain)

    assert (found > 0).all()
    assert found == pytest.approx(expected, rel=1e-9, abs=0)


@pytest.mark.parametrize("gain", [1.0, 1.0 + 1e-9, 1.2, 7.0])
def test_one_circle_that_gains_among_others_is_refused(engine, gain):
    a = circles_in_a_row([30, 4, 300, 2])
    gains = np.full(len(a), 0.5)
    gains[30:34] = gain

    with pytest.raises(ValueError, match="around a circle"):
        passed_on(a, np.ones(len(a)), gains)


def test_a_circle_that_hardly_loses_is_solved(engine):
    a = circles_in_a_row([30, 4, 300])
    gains = np.full(len(a), 0.5)
    gains[30:34] = 1 - 1e-6
    expected = solved(a, np.ones(len(a)), gains)

    assert passed_on(a, np.ones(len(a)), gains) == pytest.approx(expected, rel=1e-6)


def test_two_works_that_get_little_and_keep_it_long_are_solved_in_a_circle_that_is_quick(engine):
    """All of one circle: its first rounds say nothing of what the two still pass to and fro."""
    circle = np.arange(40)
    citing, cited = [*circle, 0, 40, 41, 41], [*np.roll(circle, -1), 40, 41, 40, 5]
    a, gain = arrays_of_citations(citing, cited), np.full(42, 1e-3)
    gain[40:] = 0.9
    base = np.ones(42)
    base[40:] = 1e-9

    found, expected = passed_on(a, base, gain), solved(a, base, gain)

    assert found == pytest.approx(expected, rel=1e-5)
    assert np.abs(found - expected).sum() < 1e-10 * expected.sum()


def test_groups_keep_their_order_where_scipy_numbers_them_otherwise(monkeypatch):
    def shuffled(*asked, **options):
        count, label = connected_components(*asked, **options)
        return count, np.random.default_rng(0).permutation(count)[label]

    monkeypatch.setattr(order, "connected_components", shuffled)
    a = arrays_of_citations(*np.random.default_rng(0).integers(0, 400, (2, 500)))

    assert (a.group[a.citing_rows] <= a.group[a.cites.indices]).all()
    assert len(np.unique(a.group)) == connected_components(a.cites, connection="strong")[0]


def test_groups_are_strong_components_in_an_order_of_time(engine):
    random = np.random.default_rng(0)
    a = arrays_of_citations(*random.integers(0, 400, (2, 500)))
    citing, cited = a.group[a.citing_rows], a.group[a.cites.indices]
    groups = measure.cyclic_components(a)

    assert (citing <= cited).all()
    assert sorted(map(len, groups), reverse=True)[0] > 1
    assert all(len({a.group[a.index[work]] for work in group}) == 1 for group in groups)
    assert np.unique(a.group).tolist() == list(range(a.group.max() + 1))


def test_works_of_a_large_circle_come_newest_first_where_years_or_numbers_say_so(monkeypatch):
    pytest.importorskip("numba", reason="the extra fast is not installed")
    monkeypatch.setattr(order, "_WORTH_COMPILING", 0)
    monkeypatch.setattr(order, "_LARGE", 2)
    monkeypatch.setattr(order, "_PARTS", 64)
    cited, citing = np.triu_indices(32, 1)
    citing, cited = np.append(citing, 0), np.append(cited, 31)  # one leads from the first to the last
    mixed = np.random.default_rng(0).permutation(32)
    years = [{"year": 1990 + int(place)} for place in np.argsort(mixed)]

    numbered = arrays_of_citations(citing, cited).sweep.order
    dated = arrays_of_citations(mixed[citing], mixed[cited], attributes=years).sweep.order

    assert numbered.tolist() == list(range(32))[::-1]
    assert dated.tolist() == mixed[::-1].tolist()
