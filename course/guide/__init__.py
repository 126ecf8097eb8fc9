"""The facilitator guide: run sheets, slides, safety plan, pages to print, made from the same source as the course."""

from .build import build_guide

__all__ = ["build_guide"]
