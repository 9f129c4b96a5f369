"""The synthetic city: an invented county with two years of disputes, and the truth about them."""

from data.city.make import CityFiles, make_city

__all__ = ["CityFiles", "make_city"]
