"""What customers are likely to do: buying again, lapsing, spending; fitted on the past and tested on what followed."""

from segments.prediction.levels import forecast_level
from segments.prediction.outlook import SCORES, outlook_statistics
from segments.prediction.predict import predict
from segments.prediction.probability import Backtest
from segments.prediction.purchases import PurchaseHistories, PurchaseModel, fit_purchases
from segments.prediction.report import Fitted, PredictionReport, Predictions
from segments.prediction.spend import TWO_PARTS, SpendBacktest
from segments.prediction.spending import SpendingModel, fit_spending

__all__ = [
    "SCORES",
    "TWO_PARTS",
    "Backtest",
    "Fitted",
    "PredictionReport",
    "Predictions",
    "PurchaseHistories",
    "PurchaseModel",
    "SpendBacktest",
    "SpendingModel",
    "fit_purchases",
    "fit_spending",
    "forecast_level",
    "outlook_statistics",
    "predict",
]
