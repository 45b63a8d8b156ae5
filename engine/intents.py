"""What a message most likely means: softmax regression over whatever features it has."""

from __future__ import annotations

from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier as RasaIntentClassifier
from rasa.nlu.featurizers.featurizer import Featurizer
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from scipy.sparse import csr_matrix, hstack, vstack

WEIGHTS = "intents.npz"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class IntentClassifier(RasaIntentClassifier, GraphComponent):
    """Ranks every intent by its probability.

    Rasa's own LogisticRegressionClassifier loads its weights through skops, which
    takes 7 seconds to import; these are plain arrays. Each message's sparse
    features (word counts) are scaled to length 1 and its dense ones (a sentence
    embedding) to length ``dense_length``, so that either kind can stand alone.
    """

    @classmethod
    def required_components(cls) -> list[type]:
        """A featurizer must stand before this component."""
        return [Featurizer]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """``strength``: the inverse of the regularisation (scikit-learn's C)."""
        return {"strength": 10.0, "sparse_length": 2.0, "dense_length": 8.0}

    def __init__(
        self,
        config: dict[str, Any],
        storage: ModelStorage,
        resource: Resource,
        weights: dict[str, np.ndarray] | None = None,
    ) -> None:
        self._config = config
        self._storage = storage
        self._resource = resource
        self._weights = weights

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> IntentClassifier:
        """A component that still has to be trained."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **_: Any,
    ) -> IntentClassifier:
        """The trained component. Raises ValueError where its weights are missing."""
        with (
            model_storage.read_from(resource) as folder,
            np.load(folder / WEIGHTS, allow_pickle=False) as file,
        ):
            weights = {name: file[name] for name in file.files}
        return cls(config, model_storage, resource, weights)

    def train(self, training_data: TrainingData) -> Resource:
        """Fit the weights and keep them with the model."""
        from sklearn.linear_model import LogisticRegression

        examples = [one for one in training_data.intent_examples if one.get(TEXT)]
        fitted = LogisticRegression(
            C=self._config["strength"], class_weight="balanced", max_iter=1000
        ).fit(self._features(examples), [one.get(INTENT) for one in examples])
        self._weights = {
            "classes": fitted.classes_.astype(str),
            "weights": fitted.coef_.T.astype(np.float32),
            "bias": fitted.intercept_.astype(np.float32),
        }
        with self._storage.write_to(self._resource) as folder:
            np.savez(folder / WEIGHTS, **self._weights)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Give each message its intent and the whole ranking, most likely first."""
        for message in messages:
            ranking = self._rank(message)
            message.set("intent", ranking[0], add_to_output=True)
            message.set("intent_ranking", ranking, add_to_output=True)
        return messages

    def _rank(self, message: Message) -> list[dict[str, Any]]:
        scores = self._features([message]) @ self._weights["weights"] + self._weights["bias"]
        likely = np.exp(scores[0] - scores[0].max())
        likely /= likely.sum()
        return [
            {"name": str(self._weights["classes"][i]), "confidence": float(likely[i])}
            for i in np.argsort(-likely)
        ]

    def _features(self, messages: list[Message]) -> csr_matrix:
        return vstack([self._of(message) for message in messages], format="csr")

    def _of(self, message: Message) -> csr_matrix:
        _, sparse = message.get_sparse_features(TEXT)
        _, dense = message.get_dense_features(TEXT)
        parts = [(sparse, "sparse_length"), (dense, "dense_length")]
        return hstack(
            [_scaled(part.features, self._config[length]) for part, length in parts if part],
            format="csr",
        )


def _scaled(features: Any, length: float) -> csr_matrix:
    row = csr_matrix(features, dtype=np.float32)
    size = np.sqrt(row.multiply(row).sum())
    return row * (length / size) if size else row
