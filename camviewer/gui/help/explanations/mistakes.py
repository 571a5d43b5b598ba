"""What the controls on the page of mistakes do."""

from __future__ import annotations

from camviewer.common.translation import tr_noop

EXPLANATIONS = {
    "splitBox": tr_noop(
        "Test digits tell how good the network is at what it has never seen. Training digits "
        "tell what it has not even learned by heart."
    ),
    "evaluateButton": tr_noop(
        "Everything else on this page follows from the answers. The window goes on meanwhile,"
        " and a second click stops it."
    ),
    "exportButton": tr_noop("Writes what is listed at the moment, so filter first."),
    "followTrainingBox": tr_noop(
        "Shows how the mistakes become fewer while a network learns. Each evaluation takes "
        "some seconds of the training's time."
    ),
    "pageTabs": tr_noop(
        "Every page shows the same evaluation in another way. The list of [samples] stays as it "
        "is when you change pages."
    ),
    "outcomeBox": tr_noop("Lists the mistakes, what was read correctly, or both."),
    "labelBox": tr_noop(
        "Lists only what has this label. Together with the prediction it is one cell of the "
        "confusion matrix."
    ),
    "predictedBox": tr_noop("Lists only what was read as this class."),
    "orderBox": tr_noop(
        "What comes first: where the network was surest or least sure, where the scores were "
        "furthest apart, or where the label seemed least likely."
    ),
    "leastBox": tr_noop("Lists only predictions at least this probable."),
    "mostBox": tr_noop(
        "Lists only predictions at most this probable. Low values show where the network hesitated."
    ),
    "tagBox": tr_noop("Lists only what carries this tag."),
    "searchEdit": tr_noop("Finds words in your notes, or one [sample] by its index, such as #7."),
    "tagManyButton": tr_noop(
        "Tags the chosen [samples], or all that are listed, in one step. You can also let a tag go "
        "on to the next one, or add the tags and notes of a colleague."
    ),
    "mapColoursBox": tr_noop("What the colours on the map mean; the legend is below."),
    "projectionBox": tr_noop(
        "PCA is there at once and shows the directions of largest variance. t-SNE keeps neighbours "
        "together, takes a while, and its axes and distances mean nothing."
    ),
    "projectedBox": tr_noop(
        "What is compared: the pooled features, the scores, or the map of the predicted class."
    ),
    "mapDragBox": tr_noop("Draw around points freely, or with a rectangle."),
    "stopMapButton": tr_noop("Stops; the map stays as it was."),
    "leaveGroupButton": tr_noop("Lists everything again instead of one group alone."),
    "resetFiltersButton": tr_noop("Clears all conditions above the list."),
    "secondModelBox": tr_noop(
        "The model that is compared with the evaluated one, on the same data."
    ),
    "compareButton": tr_noop(
        "Afterwards the four groups below can be listed, and a test tells whether the "
        "difference is more than chance."
    ),
    "leaveComparisonButton": tr_noop(
        "Ends the comparison and lists the mistakes of the first model again."
    ),
    "*GroupButton": tr_noop("How many there are in this group. A click lists them in the gallery."),
    "remedyBox": tr_noop(
        "What is changed of the data that the network learns from, so that it learns what it "
        "misread."
    ),
    "copiesBox": tr_noop(
        "How often each one is added, as long as all of them are at most half as many as the "
        "training data. More copies fix more, but at some point at the expense of the rest."
    ),
    "borderBox": tr_noop("How far from the edge the shortcut reaches."),
    "fixArchitectureBox": tr_noop("The layers of the network that is trained from the start."),
    "fixEpochsBox": tr_noop("How many times everything is learned from. Once is usually enough."),
    "ownLabelBox": tr_noop("The class that what is on the canvas is to be learned as."),
    "addDrawingButton": tr_noop(
        "Drawings and opened pictures are kept in a file of your own and can be added again later."
    ),
    "addPicturesButton": tr_noop("Each folder in it has the name of a class."),
    "clearOwnButton": tr_noop("Begins the choice of your own pictures anew."),
    "fixButton": tr_noop(
        "Trains on from the evaluated model in the background and saves a new one beside it. Half "
        "of the test data is kept back, and by that both are compared."
    ),
    "judgeButton": tr_noop("Needs no training: the two models are there already."),
    "*VerdictButton": tr_noop(
        "How many of those kept back there are. A click lists them, each with the maps of both "
        "networks."
    ),
    "familiesButton": tr_noop(
        "Groups mistakes whose difference maps are alike: probably the network was misled in "
        "the same way."
    ),
    "previousMistakeButton": tr_noop("Puts the one before it in the list on the stage."),
    "nextMistakeButton": tr_noop("Puts the one after it in the list on the stage."),
    "decisiveCells": tr_noop(
        "The cells of the difference map by how much they moved the decision. Choose one to "
        "see where it is."
    ),
    "neighboursButton": tr_noop(
        "Finds the training [samples] that look most alike to the network, by their pooled "
        "features F. They often explain a mistake."
    ),
    "tagButton*": tr_noop(
        "Puts this tag on the one that is shown, or takes it away. Tags are kept when the "
        "program is closed."
    ),
    "ownTagEdit": tr_noop("Makes a tag of your own. The ones used most have buttons."),
    "noteEdit": tr_noop(
        "A sentence of yours about this one. It is kept, found by the search, and written "
        "into the exported list."
    ),
    "undoNoteButton": tr_noop(
        "Undoes tags and notes, one at a time. Drawings have an undo of their own."
    ),
    "redoNoteButton": tr_noop("Redoes the tag or note that was undone last."),
    "labelQueue": tr_noop(
        "What the network sees differs most from these labels. A click shows why; the keys below "
        "decide and go on to the next."
    ),
    "labelsButton": tr_noop(
        "A network repeats the labels it was trained with. So each label is judged by one that "
        "never saw it."
    ),
    "acceptLabelButton": tr_noop(
        "Your decision is kept beside the data, whose file never changes."
    ),
    "rejectLabelButton": tr_noop("Keeps in mind that you have looked and found the label right."),
    "openLabelButton": tr_noop("For what people would read differently, too."),
    "otherLabelBox": tr_noop("For what is neither of the two classes."),
    "undoLabelButton": tr_noop("Undoes decisions, tags and notes, one at a time."),
    "correctedBox": tr_noop(
        "Shows how good the network is by your labels instead of those in the file. The next "
        "training learns them, too."
    ),
    "saveCorrectedButton": tr_noop(
        "Writes a new file with both parts of the data set, for this program and others."
    ),
    "label-neighboursButton": tr_noop(
        "If the nearest ones have the suggested class, that speaks against the label."
    ),
    "binningBox": tr_noop(
        "Bins of equal width are easy to read, but most of them hold few. With equally many in "
        "each bin, every point is as certain as the others."
    ),
    "temperatureBox": tr_noop(
        "One number that makes all probabilities milder (above 1) or bolder (below 1) without "
        "changing any prediction. See whether the points come nearer to the diagonal."
    ),
    "refusalSlider": tr_noop(
        "Whoever may refuse to answer makes fewer mistakes. The arrow keys move by 0.1%, Page Up "
        "and Page Down by 1%; what is refused is listed, the least sure first."
    ),
    "corruptionBox": tr_noop(
        "Changes that happen to handwriting, paper and cameras. Each has a strength, and 0 means "
        "no change."
    ),
    "sweepButton": tr_noop(
        "Some hundred are read first, so that you see a curve soon; then all are, and the bands "
        "around the curve become narrow."
    ),
    "sweepAllButton": tr_noop("Afterwards, every corruption in the box shows its curve at once."),
    "sweepClassBox": tr_noop("Some classes suffer more than others from the same corruption."),
    "sweepModelBox": tr_noop(
        "A second model that reads exactly the same corrupted data; then run the sweep again."
    ),
    "sweepPlot": tr_noop(
        "Accuracy against strength; the band is the 95% interval. Click a point, or choose it with "
        "the arrow keys and Enter, to list what is no longer predicted correctly there."
    ),
    "corruptionSlider": tr_noop(
        "The same corruption for the one on the stage. Watch where the map goes before the "
        "prediction changes."
    ),
    "sharesBox": tr_noop(
        "Shares make rows of different sizes comparable: each row adds up to 100%."
    ),
}
"""Text by ``objectName``; ``*`` stands for any letters."""
