"""The cost of a month was the twelfth part rounded down: a year of months lacked up to eleven cents."""

from rota.workspace.money import monthly_cost


def test_the_months_of_a_year_are_its_whole_cost() -> None:
    for yearly in (1, 10_000_000, 10_000_001, 999_999_999):
        months = [monthly_cost(yearly, month) for month in range(1, 13)]
        assert sum(months) == yearly
        assert max(months) - min(months) <= 1
