"""What dialogs are for, and what their controls do."""

from __future__ import annotations

from camviewer.common.translation import tr_noop

EXPLANATIONS = {
    "arrayDialog": tr_noop(
        "A file holds arrays whose names do not tell which are pictures and which are labels."
        " Choose them here."
    ),
    "picturesBox": tr_noop(
        "The array of the pictures: one after the other, each with rows and columns."
    ),
    "labelsBox": tr_noop(
        "The array with one label for each picture. Without labels there is no accuracy and "
        "no training."
    ),
    "classNamesDialog": tr_noop(
        "Gives the classes of this data set names, which stand on the buttons of the classes "
        "and in figures."
    ),
    "classNames": tr_noop("The first line names label 0, the second label 1, and so on."),
    "aboutModel": tr_noop(
        "What is known about the model: where it comes from, how it was trained, and how well "
        "it reads."
    ),
    "comparison": tr_noop(
        "All models side by side on the present [sample]. A click on a heading sorts by that "
        "column."
    ),
    "photoDialog": tr_noop(
        "The program looks for digits in a picture. If it has not found them, turn, crop or "
        "invert the picture here."
    ),
    "photoView": tr_noop(
        "The whole picture, with a frame around each digit that was found. Drag a rectangle "
        "to look in that part alone."
    ),
    "photoPreviousButton": tr_noop("Goes to the digit before this one in the picture."),
    "photoNextButton": tr_noop("Goes to the next digit in the picture."),
    "photoStepThroughButton": tr_noop(
        "Takes all digits of the picture at once, so that you can go through them with P and N."
    ),
    "photoLeftButton": tr_noop(
        "Turns the picture a quarter to the left and looks for digits again."
    ),
    "photoRightButton": tr_noop(
        "Turns the picture a quarter to the right and looks for digits again."
    ),
    "photoWholeButton": tr_noop(
        "Looks in the whole picture again instead of the part that was cut out."
    ),
    "photoInvertBox": tr_noop(
        "Networks for digits see bright ink on a dark background. The program guesses which is "
        "the ink; tick this if it has guessed wrong."
    ),
    "photoAngleSlider": tr_noop("Straightens a picture that was taken at a slant."),
    "photoUseButton": tr_noop("Puts the framed digit on the canvas."),
}
"""Text by ``objectName``; ``*`` stands for any letters."""
