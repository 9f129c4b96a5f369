"""The same person behind two reports, told by tokens, place and what is raised: pairs of reports, never persons.

train(connection, config, on=…)                 learn the weights from the site's own reports and keep them
same_people(connection, model)                  the temporary table person_pair
explain(connection, model, one_id, other_id)    the contributions of two reports, for the page that shows both texts
"""

from risk.person.contribution import Contribution, Explained, contributions, explain
from risk.person.model import Model, fixed_model, model_in_use
from risk.person.pair import same_people
from risk.person.train import train

__all__ = [
    "Contribution",
    "Explained",
    "Model",
    "contributions",
    "explain",
    "fixed_model",
    "model_in_use",
    "same_people",
    "train",
]
