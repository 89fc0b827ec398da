"""The sample sheet: a row a class, in the order of the split; and what nudge.json says of it."""

import numpy as np
import pytest

import sample_sheet


def images(labels: np.ndarray) -> np.ndarray:
    """2x3 images, each filled with its own number."""
    return np.arange(len(labels), dtype=np.uint8)[:, None, None] * np.ones((1, 2, 3), np.uint8)


def test_has_a_row_for_each_class():
    labels = np.array([1, 0] * 12)
    sheet = sample_sheet.sheet_of(images(labels), labels, 2)
    assert sheet.shape == (4, 30)
    assert sheet[0, ::3].tolist() == list(range(1, 21, 2))
    assert sheet[2, ::3].tolist() == list(range(0, 20, 2))


def test_refuses_a_class_with_too_few_images():
    labels = np.array([0] * 10 + [1] * 9)
    with pytest.raises(ValueError, match="expected 10 images of class 1, got 9"):
        sample_sheet.sheet_of(images(labels), labels, 2)


def test_leaves_the_rest_of_nudge_json_alone():
    named = sample_sheet.name_it({"format": 1, "title": "Digits"}, sample_sheet.ORIGINS["mnist"], 10)
    assert named["title"] == "Digits"
    assert named["sampleSheet"]["licence"] == "CC BY-SA 3.0"
    assert (named["sampleSheet"]["rows"], named["sampleSheet"]["columns"]) == (10, 10)
