"""What the controls around the stage do: canvas, views, classes, bars."""

from __future__ import annotations

from camviewer.common.translation import tr_noop

EXPLANATIONS = {
    "penButton": tr_noop(
        "Mouse and pen draw ink. The right button erases even while the pen is chosen."
    ),
    "eraserButton": tr_noop(
        "Mouse and pen take ink away, from a drawing and from a [sample] that was opened."
    ),
    "undoButton": tr_noop(
        "Undoes the last step: a stroke, clearing, or another [sample]. All steps since the "
        "start can be undone."
    ),
    "redoButton": tr_noop("Redoes what was undone, as long as nothing new has been drawn."),
    "clearButton": tr_noop("Empties the canvas. Undo brings back what was there."),
    "cancelDownloadButton": tr_noop(
        "Stops the download. What has arrived is kept, and the next attempt continues from there."
    ),
    "previousDigitButton": tr_noop("Shows the [sample] before the present one in the data set."),
    "nextDigitButton": tr_noop("Shows the [sample] after the present one in the data set."),
    "randomDigitButton": tr_noop("Picks any [sample] of the data set, each with the same chance."),
    "opacitySlider": tr_noop(
        "At 0% the blend shows the [sample] alone, at 100% the map alone. Nothing is computed"
        " anew: only the colours are mixed."
    ),
    "thresholdSlider": tr_noop(
        "Hides weak places of the map in the blend, so that the strongest stand out. It "
        "changes the view, not the map."
    ),
    "scaleBox": tr_noop(
        "Decides what a colour means. Signed keeps for and against apart; the lecture's scale"
        " takes the absolute value and stretches every picture, so that pictures can no "
        "longer be compared."
    ),
    "colourMapBox": tr_noop(
        "Blue, white and red tell signs apart at a glance. The rainbow is the lecture's; it "
        "shows edges where the numbers have none."
    ),
    "interpolationBox": tr_noop(
        "Cubic is the lecture's choice: smooth, but it can go beyond the map's own values. "
        "Nearest shows each cell as it is."
    ),
    "methodBox": tr_noop(
        "The method that makes all maps of the window. Some need more than one pass over the "
        "network and answer when the pen rests."
    ),
    "backToModelButton": tr_noop(
        "Ends the experiment with switched-off channels. The model itself was never changed."
    ),
    "inputView": tr_noop(
        "The [sample] as the network sees it. Point at a cell of a map: a frame shows here "
        "what that cell has seen."
    ),
    "rawCamView": tr_noop(
        "The map as the method gives it, one square for each cell of the last convolution. "
        "The wheel enlarges all four views, a double click lets this one fill the stage."
    ),
    "resizedCamView": tr_noop(
        "The same map resized to the [sample], so that its places can be compared with the ink."
    ),
    "blendView": tr_noop(
        "The resized map over the [sample]. Opacity and threshold say how much of it is seen."
    ),
    "colourBar": tr_noop(
        "The numbers that the colours of the large views stand for. The mark shows how "
        "strong the strongest class is on the same scale."
    ),
    "missing*Note": tr_noop(
        "What this network lacks for the chosen method, and a button for a method that works "
        "instead."
    ),
    "followPredictionButton": tr_noop(
        "When ticked, the large views always show the predicted class. Choosing another class "
        "unticks it."
    ),
    "classSearch": tr_noop(
        "Type the first letters of a class; the first one that fits is shown at once. Esc "
        "brings back the class that was shown before."
    ),
    "classButton*": tr_noop(
        "One class: its map on the scale shared by all, its score S and its probability p. "
        "Click it to see its map in the large views; Shift+click asks why another class "
        "was predicted."
    ),
    "drawerCloseButton": tr_noop(
        "Closes the page beside the stage. What was done on it stays as it is, and the icon on "
        "the right opens it again."
    ),
    "*ActivityButton": tr_noop(
        "Opens a page beside the stage, or closes it. Canvas and views stay in sight."
    ),
    "trainingStatusButton": tr_noop("How far the training has come. A click opens its page."),
    "messageCloseButton": tr_noop("Closes the message. Nothing is lost."),
    "messageActionButton": tr_noop("Does what the message offers."),
    "welcomeCloseButton": tr_noop(
        "Closes this page for good. Everything on it is in the menus and the icons, too."
    ),
}
"""Text by ``objectName``; ``*`` stands for any letters."""
