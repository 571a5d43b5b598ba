"""What the controls on the pages beside the stage do, but for those of mistakes."""

from __future__ import annotations

from camviewer.common.translation import tr_noop

EXPLANATIONS = {
    "lessonPageBox": tr_noop(
        "All pages of the lesson by number and title. Any page may be opened at any time."
    ),
    "lessonMenuButton": tr_noop(
        "Opens a lesson of your own, copies this one as a template, or goes back to the "
        "bundled one. Lessons of yours are read, never executed."
    ),
    "lessonAsideButton": tr_noop(
        "In a presentation the lesson stands below the stage; here it goes beside it, where "
        "tables, code and figures have more room."
    ),
    "lessonCloseButton": tr_noop("Closes the lesson. It opens again at the same page."),
    "bundledLessonButton": tr_noop(
        "Leaves your own lesson and opens the one that came with the program. Your files stay"
        " as they are."
    ),
    "lessonPage": tr_noop(
        "A page of the lesson. Coloured words and symbols point into the window: hold "
        "the pointer over one, and what it means is framed there."
    ),
    "lessonCode": tr_noop(
        "Lines of Python that you may change. They run in a process of their own with the "
        "numbers of the [sample] on the stage, and cannot harm the program."
    ),
    "runCodeButton": tr_noop(
        "Runs the lines as they stand. Pictures and what is printed appear below; after ten "
        "seconds it is stopped."
    ),
    "resetCodeButton": tr_noop("Throws away your changes to the lines."),
    "copyCodeButton": tr_noop(
        "Copies the lines, so that you can try them in a Python of your own."
    ),
    "figureRows": tr_noop(
        "Rows of the lecture's five columns, computed by the networks of this program. Click "
        "to see them large."
    ),
    "answerAgainButton": tr_noop("Forgets your answers on this page, so that you can try again."),
    "paintPad": tr_noop(
        "Paint the cells where you think the network looks, before you see the map. The arrow"
        " keys and Space do it, too."
    ),
    "paintAgainButton": tr_noop("Hides the maps again and empties the grid for another guess."),
    "lessonPreviousButton": tr_noop(
        "Turns back one page. Page Up does the same, and so does a clicker."
    ),
    "lessonNextButton": tr_noop(
        "Turns to the next page. Page Down does the same, and so does a clicker."
    ),
    "taskButton*": tr_noop(
        "Does in the window what this page describes. What you had chosen before can be chosen "
        "again afterwards."
    ),
    "choiceButton*": tr_noop(
        "One possible answer. After the click you see whether it is right, and why."
    ),
    "showAnswerButton": tr_noop(
        "Shows the answer. Think first: it stays hidden until you ask for it."
    ),
    "decompositionTabs": tr_noop(
        "The map as a sum over channels, or the path of the [sample] through all layers."
    ),
    "kernelOutput": tr_noop(
        "What the layer puts out for this channel. Click a cell, or go to it with the arrow "
        "keys, to see the products that it is the sum of."
    ),
    "channelFactorSlider": tr_noop(
        "Multiplies the chosen channel everywhere, from nothing to twice its strength. All "
        "maps and scores are computed with it until you go back to the model."
    ),
    "channelOrderBox": tr_noop(
        "The order of the channels, which is also the order in which they are added up below."
    ),
    "chooseMethodsButton": tr_noop(
        "Selects which methods stand side by side, and whether like ones or quick ones come first."
    ),
    "*MethodButton": tr_noop(
        "The map that this method makes of the same [sample] and class, and the time it took."
        " A click puts the method on the stage and explains it below."
    ),
    "trustBox": tr_noop(
        "Tests the map of the method on the stage with this [sample]: whether the score falls"
        " when what it marks is taken away, and whether it depends on the weights at all. It "
        "takes some seconds."
    ),
    "networksPanel": tr_noop(
        "Two networks read the same [sample]; their maps of the same class share one scale."
    ),
    "secondNetworkBox": tr_noop(
        "The network on the right. The one on the left is that of the stage."
    ),
    "movePad": tr_noop(
        "Moves what both networks read, a pixel at a time; the stage keeps the [sample] as it "
        "is. See which of the two is thrown off."
    ),
    "moveBackButton": tr_noop("Puts the [sample] back where it was, its pixels unshuffled."),
    "shuffleBox": tr_noop(
        "Shuffles the pixels in the same way for every [sample]. The numbers stay the same but "
        "lose their neighbours: a fully connected network can still learn from them, a "
        "convolutional one hardly."
    ),
    "labTabs": tr_noop(
        "Three ways to know the right answer: weights set by hand, several digits in one "
        "picture, and a patch that gives the class away."
    ),
    "handMadeBox": tr_noop(
        "What decides in the network: one pixel, one cell, or one stroke. So the right place "
        "of the map is known."
    ),
    "useHandMadeButton": tr_noop(
        "Puts the hand-made network on the stage, so that all views and the decomposition show it."
    ),
    "previousSceneButton": tr_noop(
        "Shows the scene before this one. Scenes are always the same, so that results can be "
        "compared."
    ),
    "nextSceneButton": tr_noop(
        "Shows the scene after this one. Scenes are always the same, so that results can be "
        "compared."
    ),
    "trainDecoyButton": tr_noop(
        "Trains a network on digits whose patch tells the class. It will probably learn the patch."
    ),
    "trainMaskedButton": tr_noop(
        "Trains a network on the same digits with every patch painted black, so that it has "
        "to learn the digits."
    ),
    "previousDecoyButton": tr_noop("Shows the digit before this one, with its patch."),
    "nextDecoyButton": tr_noop("Shows the digit after this one, with its patch."),
    "maskPatchBox": tr_noop(
        "Paints the patch black before the network reads the digit. If the answer changes, "
        "the network had read the patch."
    ),
    "measureButton": tr_noop(
        "Measures all methods over many cases in the background. A second click stops it."
    ),
    "accuracyTable": tr_noop(
        "How often the network is right when the patch tells the class, when it misleads, and "
        "when it is masked."
    ),
    "pointingTable": tr_noop(
        "How often each method points to the right place, beside the centre and chance, which"
        " know nothing. A click on a heading sorts the table."
    ),
    "*TruthCard": tr_noop("The map of one method, with an outline of where the answer lies."),
}
"""Text by ``objectName``; ``*`` stands for any letters."""
