<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source>a name that ends in {0}</source>
        <translation>확장자가 {0}인 이름</translation>
    </message>
    <message>
        <source>test #{0}</source>
        <translation>테스트용 #{0}</translation>
    </message>
    <message>
        <source>the numbers</source>
        <translation>수치</translation>
    </message>
    <message>
        <source>the table</source>
        <translation>표</translation>
    </message>
    <message>
        <source>none</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>{0} (altered)</source>
        <translation>{0} (변경됨)</translation>
    </message>
    <message>
        <source>{0} is {1} of shape {2}</source>
        <translation>{0} 항목이 {1}이고 형태가 {2}입니다</translation>
    </message>
    <message>
        <source>{0} has more than {1} MB</source>
        <translation>{0} 항목이 {1} MB를 넘습니다</translation>
    </message>
    <message>
        <source>{0} has version {1} of NumPy&apos;s format</source>
        <translation>{0}: NumPy 형식의 버전이 {1}입니다</translation>
    </message>
    <message>
        <source>{0} or {1}</source>
        <translation>{0} 또는 {1}</translation>
    </message>
    <message>
        <source>a folder to write to</source>
        <translation>저장할 폴더</translation>
    </message>
    <message>
        <source>the evaluation</source>
        <translation>평가 결과</translation>
    </message>
    <message>
        <source>map of the predicted class</source>
        <translation>예측 클래스의 맵</translation>
    </message>
    <message>
        <source>page {0} of {1}</source>
        <translation>{0}/{1}쪽</translation>
    </message>
    <message>
        <source>the sheet</source>
        <translation>썸네일 모음</translation>
    </message>
    <message>
        <source>{0}, blue −{1} to red {1}</source>
        <translation>{0}, 파랑 −{1} ~ 빨강 {1}</translation>
    </message>
    <message>
        <source>Model {0} has {1} classes but {2} has {3}, so its answers cannot be checked. Choose another model or other samples.</source>
        <translation>모델 {0}의 클래스는 {1}개이고 {2}의 클래스는 {3}개라서 정답인지 오답인지 가릴 수 없습니다. 다른 모델이나 다른 샘플을 고르세요.</translation>
    </message>
    <message>
        <source>Model {0} takes pictures of {1} pixels in {2} classes, but {3} has pictures of {4} pixels in {5} classes. Choose another model or other samples.</source>
        <translation>모델 {0}의 입력은 {1}픽셀 이미지이고 클래스는 {2}개인데, {3}의 이미지는 {4}픽셀이고 클래스는 {5}개입니다. 다른 모델이나 다른 샘플을 고르세요.</translation>
    </message>
    <message>
        <source>Model {0} gives scores that are infinite or not numbers. Choose another model.</source>
        <translation>모델 {0}: 점수가 무한대이거나 수가 아닙니다. 다른 모델을 고르세요.</translation>
    </message>
    <message>
        <source>{0} has {2} labels for {1} pictures. Choose other [samples].</source>
        <translation>{0}: 이미지는 {1}개인데 레이블은 {2}개입니다. 다른 [sample] 데이터를 고르세요.</translation>
    </message>
    <message>
        <source>{0} has labels from {2} to {3}, but the classes go from 0 to {1}. Choose other [samples].</source>
        <translation>{0}: 클래스는 0~{1}인데 레이블은 {2}~{3}입니다. 다른 [sample] 데이터를 고르세요.</translation>
    </message>
    <message>
        <source>{0} has pictures of the shape {2} instead of {1}. Choose other [samples].</source>
        <translation>{0}: 이미지의 형태가 {2}입니다. 형태가 {1}인 다른 [sample] 데이터를 고르세요.</translation>
    </message>
    <message>
        <source>{0}: accuracy {1} on {2} at best, hardly better than chance, with every input scaling. It was trained on other [samples] or prepares them in another way.</source>
        <translation>{0}: 입력 스케일링을 어떻게 바꾸어도 {2}에서 정확도가 {1}에 그쳐, 찍는 것과 거의 다르지 않습니다. 다른 [sample] 데이터로 학습했거나 입력을 다르게 준비하는 신경망입니다.</translation>
    </message>
    <message>
        <source>{0}: accuracy {1} on {2} {3}, but nearly the same with another input scaling. Choose one in its model card.</source>
        <translation>{0}: {2}에서 정확도 {1}({3})인데, 다른 입력 스케일링에서도 비슷합니다. 모델 카드에서 하나를 고르세요.</translation>
    </message>
    <message>
        <source>{0}: accuracy {1} on {2} without input scaling.</source>
        <translation>{0}: 입력 스케일링 없이 {2}에서 정확도 {1}입니다.</translation>
    </message>
    <message>
        <source>{0}: accuracy {1} on {2} {3}, {4} without input scaling.</source>
        <translation>{0}: {2}에서 정확도 {1}({3}), 입력 스케일링이 없으면 {4}입니다.</translation>
    </message>
    <message>
        <source>The input scaling of {0} cannot be found with {1}, which has no labels or other classes. Until you choose one, pixels go in as 0 to 1.</source>
        <translation>{1}에는 레이블이 없거나 클래스가 달라 {0}의 입력 스케일링을 알아낼 수 없습니다. 직접 고르기 전까지 픽셀은 0~1로 들어갑니다.</translation>
    </message>
    <message>
        <source>{0} has no layer with a grid of cells, so there is no map to show. Choose a network with convolutions.</source>
        <translation>{0}에는 칸으로 나뉜 층이 없어 보여 줄 맵이 없습니다. 합성곱이 있는 신경망을 고르세요.</translation>
    </message>
    <message>
        <source>The scores of {0} are not sums over the cells of a map, so there is no class activation map. Choose a network that ends in global average pooling and one dense layer.</source>
        <translation>{0}의 점수는 맵의 칸을 더해 얻는 값이 아니라서 클래스 활성화 맵이 없습니다. 전역 평균 풀링과 완전 연결층 하나로 끝나는 신경망을 고르세요.</translation>
    </message>
    <message>
        <source>Only the results of {0} are known, not its layers, so there are no gradients. Open the model itself.</source>
        <translation>{0}의 결과만 있고 층이 없어 기울기를 계산할 수 없습니다. 모델 파일을 여세요.</translation>
    </message>
    <message>
        <source>Only the results of {0} are known, not its layers, so the scores cannot be traced back. Open the model itself.</source>
        <translation>{0}의 결과만 있고 층이 없어 점수를 되짚을 수 없습니다. 모델 파일을 여세요.</translation>
    </message>
    <message>
        <source>Model {0} takes pictures of {1} pixels, but this one has {2}. Choose another model or another picture.</source>
        <translation>모델 {0}의 입력은 {1}픽셀 이미지인데 이 이미지는 {2}픽셀입니다. 다른 모델이나 다른 이미지를 고르세요.</translation>
    </message>
    <message>
        <source>This network cannot be run: {0}. Open another model.</source>
        <translation>이 신경망은 실행할 수 없습니다({0}). 다른 모델을 여세요.</translation>
    </message>
    <message>
        <source>ONNX Runtime, which runs the networks, cannot be loaded ({0}). Install it again: pip install --force-reinstall onnxruntime onnx</source>
        <translation>신경망을 실행하는 ONNX Runtime을 불러올 수 없습니다({0}). 다시 설치하세요: pip install --force-reinstall onnxruntime onnx</translation>
    </message>
    <message>
        <source>the axes are {0}</source>
        <translation>축이 {0}입니다</translation>
    </message>
    <message>
        <source>it is damaged: HDF5 cannot read it</source>
        <translation>손상되어 HDF5로 읽을 수 없습니다</translation>
    </message>
    <message>
        <source>{0} is not text</source>
        <translation>텍스트가 아닙니다({0})</translation>
    </message>
    <message>
        <source>{0} is too long</source>
        <translation>너무 깁니다({0})</translation>
    </message>
    <message>
        <source>it has too many groups in {0}</source>
        <translation>{0}에 그룹이 너무 많습니다</translation>
    </message>
    <message>
        <source>it has no weights {0}</source>
        <translation>가중치 {0} 항목이 없습니다</translation>
    </message>
    <message>
        <source>{0} is kept in another file</source>
        <translation>{0} 항목이 다른 파일에 있습니다</translation>
    </message>
    <message>
        <source>their shape is {0}, {1}</source>
        <translation>형태가 {0}, {1}입니다</translation>
    </message>
    <message>
        <source>it has infinite numbers or NaN in {0}</source>
        <translation>{0}에 무한대나 NaN이 있습니다</translation>
    </message>
    <message>
        <source>train it again, perhaps with a lower learning rate</source>
        <translation>학습률을 낮춰 다시 학습시키세요</translation>
    </message>
    <message>
        <source>{0} with a layer before it as its input</source>
        <translation>{0}: 앞에 있는 층을 입력으로</translation>
    </message>
    <message>
        <source>the input is {0}</source>
        <translation>입력이 {0}입니다</translation>
    </message>
    <message>
        <source>it has no input</source>
        <translation>입력이 없습니다</translation>
    </message>
    <message>
        <source>it has {0} outputs</source>
        <translation>출력이 {0}개입니다</translation>
    </message>
    <message>
        <source>save a model with one of them: {0}</source>
        <translation>그중 하나만 내는 모델로 저장하세요: {0}</translation>
    </message>
    <message>
        <source>it is of the Python class {0}</source>
        <translation>Python 클래스 {0} 모델입니다</translation>
    </message>
    <message>
        <source>save it with {0}</source>
        <translation>다음과 같이 저장하세요: {0}</translation>
    </message>
    <message>
        <source>models nested at most {0} deep</source>
        <translation>{0}단계까지만 중첩된 모델</translation>
    </message>
    <message>
        <source>its models are nested deeper</source>
        <translation>더 깊이 중첩되어 있습니다</translation>
    </message>
    <message>
        <source>layers that CAM Viewer supports</source>
        <translation>CAM Viewer가 지원하는 층</translation>
    </message>
    <message>
        <source>it has layers that are not supported: {0}</source>
        <translation>지원하지 않는 층이 있습니다: {0}</translation>
    </message>
    <message>
        <source>build it from Keras&apos; own layers, or save it with {0}</source>
        <translation>Keras에 있는 층으로 만들거나 다음과 같이 저장하세요: {0}</translation>
    </message>
    <message>
        <source>activations that Keras 3 still has</source>
        <translation>Keras 3에도 있는 활성화 함수</translation>
    </message>
    <message>
        <source>{0} has hard_sigmoid of Keras 2, which Keras 3 computes differently</source>
        <translation>{0}의 활성화 함수가 Keras 3과 다른 Keras 2의 hard_sigmoid입니다</translation>
    </message>
    <message>
        <source>it has too many layers</source>
        <translation>층이 너무 많습니다</translation>
    </message>
    <message>
        <source>a model whose output follows from its input</source>
        <translation>입력에서 출력까지 이어지는 모델</translation>
    </message>
    <message>
        <source>{0} does not follow from the input</source>
        <translation>{0} 출력이 입력과 이어지지 않습니다</translation>
    </message>
    <message>
        <source>it has several inputs</source>
        <translation>입력이 여러 개입니다</translation>
    </message>
    <message>
        <source>two have the name {0}</source>
        <translation>이름이 {0}인 층이 둘입니다</translation>
    </message>
    <message>
        <source>the number of inputs is {0}</source>
        <translation>입력이 {0}개입니다</translation>
    </message>
    <message>
        <source>there is the argument {0}</source>
        <translation>인자가 더 있습니다({0})</translation>
    </message>
    <message>
        <source>{0} with layers as its input</source>
        <translation>{0}: 층을 입력으로</translation>
    </message>
    <message>
        <source>it has no layers</source>
        <translation>층이 없습니다</translation>
    </message>
    <message>
        <source>it has {0} layers</source>
        <translation>층이 {0}개입니다</translation>
    </message>
    <message>
        <source>the input of {0}</source>
        <translation>{0}의 입력</translation>
    </message>
    <message>
        <source>an entry has no {0}</source>
        <translation>{0} 값이 빠진 항목이 있습니다</translation>
    </message>
    <message>
        <source>weights of the architecture named in its model card</source>
        <translation>모델 카드에 적힌 구조의 가중치</translation>
    </message>
    <message>
        <source>one of the architectures {0}</source>
        <translation>다음 가운데 하나인 구조: {0}</translation>
    </message>
    <message>
        <source>its architecture is {0}</source>
        <translation>구조가 {0}입니다</translation>
    </message>
    <message>
        <source>an .h5 file saved by Keras</source>
        <translation>Keras가 저장한 .h5 파일</translation>
    </message>
    <message>
        <source>it has only the weights, without the layers</source>
        <translation>층 없이 가중치만 있습니다</translation>
    </message>
    <message>
        <source>save the whole network where it is built: {0}</source>
        <translation>신경망을 만드는 코드에서 전체를 저장하세요: {0}</translation>
    </message>
    <message>
        <source>it is an HDF5 file with something else in it</source>
        <translation>다른 내용이 든 HDF5 파일입니다</translation>
    </message>
    <message>
        <source>save the network with {0}</source>
        <translation>신경망을 다음과 같이 저장하세요: {0}</translation>
    </message>
    <message>
        <source>its samples have no channels</source>
        <translation>샘플에 채널이 없습니다</translation>
    </message>
    <message>
        <source>build it with a single keras.Input and train it again</source>
        <translation>keras.Input 하나로 만들어 다시 학습시키세요</translation>
    </message>
    <message>
        <source>run it on a picture before saving it: {0}</source>
        <translation>저장하기 전에 이미지를 한 번 넣어 실행하세요: {0}</translation>
    </message>
    <message>
        <source>train a network for grey or colour pictures of such a size</source>
        <translation>그 크기의 흑백 또는 컬러 이미지를 받는 신경망을 학습시키세요</translation>
    </message>
    <message>
        <source>{0} comes after samples with channels first</source>
        <translation>채널이 첫 축인 샘플 뒤에 {0} 층이 있습니다</translation>
    </message>
    <message>
        <source>the same {0} in {1} as in the other layers</source>
        <translation>다른 층과 같은 {1}의 {0}</translation>
    </message>
    <message>
        <source>{0} of {1}: {2}</source>
        <translation>{1}의 {0}: {2}</translation>
    </message>
    <message>
        <source>{0} used as a layer</source>
        <translation>층으로 나타낼 수 있는 {0}</translation>
    </message>
    <message>
        <source>it is used in another way</source>
        <translation>다른 방식으로 쓰였습니다</translation>
    </message>
    <message>
        <source>a model saved by CAM Viewer or Keras (.keras)</source>
        <translation>CAM Viewer나 Keras가 저장한 모델(.keras)</translation>
    </message>
    <message>
        <source>Model: {2} is neither a network file ({0}) nor one of {1}. Choose one of these or check the path.</source>
        <translation>모델: 신경망 파일({0})도 아니고 다음 모델({1})도 아닙니다({2}). 이 가운데 하나를 고르거나 경로를 확인하세요.</translation>
    </message>
    <message>
        <source>there is no {0} in it</source>
        <translation>그 안에 {0} 항목이 없습니다</translation>
    </message>
    <message>
        <source>the entry is too large</source>
        <translation>항목이 너무 큽니다</translation>
    </message>
    <message>
        <source>constants that are stored, not computed</source>
        <translation>계산하지 않고 저장된 상수</translation>
    </message>
    <message>
        <source>more than {0} numbers have to be computed</source>
        <translation>계산해야 할 값이 {0}개를 넘습니다</translation>
    </message>
    <message>
        <source>it has too many numbers</source>
        <translation>값이 너무 많습니다</translation>
    </message>
    <message>
        <source>export it with the scores as its only output</source>
        <translation>점수만 출력하도록 내보내세요</translation>
    </message>
    <message>
        <source>scores computed from the input</source>
        <translation>입력에서 계산한 점수</translation>
    </message>
    <message>
        <source>its scores do not depend on the input</source>
        <translation>점수가 입력과 무관합니다</translation>
    </message>
    <message>
        <source>it has {0} inputs</source>
        <translation>입력이 {0}개입니다</translation>
    </message>
    <message>
        <source>export it with such an input, for one sample or any number of samples</source>
        <translation>샘플을 하나씩 또는 몇 개든 받는 입력으로 내보내세요</translation>
    </message>
    <message>
        <source>there is nothing in it</source>
        <translation>아무것도 들어 있지 않습니다</translation>
    </message>
    <message>
        <source>weights that are stored in full</source>
        <translation>빠짐없이 저장된 가중치</translation>
    </message>
    <message>
        <source>its weights are sparse</source>
        <translation>가중치가 희소 형식입니다</translation>
    </message>
    <message>
        <source>its version is {0}</source>
        <translation>버전이 {0}입니다</translation>
    </message>
    <message>
        <source>it has {0} weights</source>
        <translation>가중치가 {0}개입니다</translation>
    </message>
    <message>
        <source>an array has {0} axes</source>
        <translation>축이 {0}개인 배열이 있습니다</translation>
    </message>
    <message>
        <source>{0} is another network here than when this document was saved. Save the document again with its networks included.</source>
        <translation>여기에 있는 {0} 모델은 문서를 저장할 때의 모델과 다릅니다. 신경망을 포함하여 문서를 다시 저장하세요.</translation>
    </message>
    <message>
        <source>The probabilities of all classes are not known.</source>
        <translation>모든 클래스의 확률이 알려져 있지는 않습니다.</translation>
    </message>
    <message>
        <source>Lines whose prediction is not the most probable class, which counts here: {0}.</source>
        <translation>예측이 확률이 가장 높은 클래스와 달라서 확률이 가장 높은 클래스로 계산한 줄: {0}.</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>열기(&amp;O)…</translation>
    </message>
    <message>
        <source>the sides are {0}</source>
        <translation>변의 길이가 {0}입니다</translation>
    </message>
    <message>
        <source>its weights are in another file</source>
        <translation>가중치가 다른 파일에 있습니다</translation>
    </message>
    <message>
        <source>{0} has quantised weights</source>
        <translation>{0}의 가중치가 양자화되었습니다</translation>
    </message>
    <message>
        <source>it has too many weights</source>
        <translation>가중치가 너무 많습니다</translation>
    </message>
    <message>
        <source>an operator has too many inputs</source>
        <translation>연산자의 입력이 너무 많습니다</translation>
    </message>
    <message>
        <source>it has too many operators</source>
        <translation>연산자가 너무 많습니다</translation>
    </message>
    <message>
        <source>operators that use what was computed before them</source>
        <translation>앞에서 계산한 값을 쓰는 연산자</translation>
    </message>
    <message>
        <source>operators use each other in a circle, or use what is not there</source>
        <translation>연산자가 서로 순환하거나 없는 값을 씁니다</translation>
    </message>
    <message>
        <source>layers of the kinds {0}</source>
        <translation>다음 종류의 층: {0}</translation>
    </message>
    <message>
        <source>the layer {0} is not supported</source>
        <translation>지원하지 않는 층입니다({0})</translation>
    </message>
    <message>
        <source>{0} with an array of {1} axes as its input</source>
        <translation>축이 {1}개인 배열을 받는 {0}</translation>
    </message>
    <message>
        <source>it has too many constants</source>
        <translation>상수가 너무 많습니다</translation>
    </message>
    <message>
        <source>numbers that fit an array of the shape {0}</source>
        <translation>형태가 {0}인 배열에 맞는 수</translation>
    </message>
    <message>
        <source>a network that is set for prediction</source>
        <translation>예측하도록 설정된 신경망</translation>
    </message>
    <message>
        <source>it is set for training</source>
        <translation>학습하도록 설정되어 있습니다</translation>
    </message>
    <message>
        <source>call model.eval() before exporting it</source>
        <translation>내보내기 전에 model.eval()을 호출하세요</translation>
    </message>
    <message>
        <source>there are {0} channels</source>
        <translation>채널이 {0}개입니다</translation>
    </message>
    <message>
        <source>one number for each filter of {0}</source>
        <translation>{0}: 필터마다 수 하나</translation>
    </message>
    <message>
        <source>there is a different number of them</source>
        <translation>개수가 다릅니다</translation>
    </message>
    <message>
        <source>strides of {0} of at least 1</source>
        <translation>{0}: 1 이상의 스트라이드</translation>
    </message>
    <message>
        <source>the values are {0}</source>
        <translation>값이 {0}입니다</translation>
    </message>
    <message>
        <source>{0} stands elsewhere</source>
        <translation>{0} 연산자가 다른 곳에 있습니다</translation>
    </message>
    <message>
        <source>the number of channels is different</source>
        <translation>채널 수가 다릅니다</translation>
    </message>
    <message>
        <source>there are variances of zero or less</source>
        <translation>분산이 0 이하입니다</translation>
    </message>
    <message>
        <source>channels that can be split into its groups</source>
        <translation>그룹으로 나누어떨어지는 채널 수</translation>
    </message>
    <message>
        <source>there are {0} groups</source>
        <translation>그룹이 {0}개입니다</translation>
    </message>
    <message>
        <source>{0} that keeps samples apart</source>
        <translation>샘플을 서로 섞지 않는 {0}</translation>
    </message>
    <message>
        <source>the axis is {0}</source>
        <translation>축이 {0}입니다</translation>
    </message>
    <message>
        <source>there is dilation</source>
        <translation>팽창이 있습니다</translation>
    </message>
    <message>
        <source>{0} to the nearest cell, or between the centres of cells</source>
        <translation>가장 가까운 칸을 쓰거나 칸 중심 사이를 보간하는 {0}</translation>
    </message>
    <message>
        <source>another way of resizing is set</source>
        <translation>크기를 다른 방식으로 바꿉니다</translation>
    </message>
    <message>
        <source>the size is {0}</source>
        <translation>크기가 {0}입니다</translation>
    </message>
    <message>
        <source>the order is {0}</source>
        <translation>순서가 {0}입니다</translation>
    </message>
    <message>
        <source>the value is {0}</source>
        <translation>값이 {0}입니다</translation>
    </message>
    <message>
        <source>{0} that leaves something</source>
        <translation>남는 것이 있는 {0}</translation>
    </message>
    <message>
        <source>nothing is left</source>
        <translation>남는 것이 없습니다</translation>
    </message>
    <message>
        <source>the order is different</source>
        <translation>순서가 다릅니다</translation>
    </message>
    <message>
        <source>channels are added</source>
        <translation>채널을 더합니다</translation>
    </message>
    <message>
        <source>the mode is {0}</source>
        <translation>모드가 {0}입니다</translation>
    </message>
    <message>
        <source>there are {0} cells</source>
        <translation>칸이 {0}개입니다</translation>
    </message>
    <message>
        <source>{0} of the network&apos;s input</source>
        <translation>신경망의 입력을 받는 {0}</translation>
    </message>
    <message>
        <source>the input is a constant</source>
        <translation>입력이 상수입니다</translation>
    </message>
    <message>
        <source>its weights are computed</source>
        <translation>가중치가 계산으로 정해집니다</translation>
    </message>
    <message>
        <source>it has too many functions</source>
        <translation>함수가 너무 많습니다</translation>
    </message>
    <message>
        <source>it has operators that are not supported: {0}</source>
        <translation>지원하지 않는 연산자가 있습니다: {0}</translation>
    </message>
    <message>
        <source>there are {0} axes</source>
        <translation>축이 {0}개입니다</translation>
    </message>
    <message>
        <source>it has too many levels</source>
        <translation>중첩이 너무 깊습니다</translation>
    </message>
    <message>
        <source>save it with {0} where it is trained</source>
        <translation>학습하는 코드에서 다음과 같이 저장하세요: {0}</translation>
    </message>
    <message>
        <source>choose a file saved by Keras or exported as ONNX</source>
        <translation>Keras로 저장했거나 ONNX로 내보낸 파일을 고르세요</translation>
    </message>
    <message>
        <source>a TensorFlow SavedModel folder, which contains code</source>
        <translation>코드가 들어 있는 TensorFlow SavedModel 폴더</translation>
    </message>
    <message>
        <source>only the weights of a network, without its layers</source>
        <translation>층 없이 신경망의 가중치만 든 파일</translation>
    </message>
    <message>
        <source>only the layers of a network, without its weights</source>
        <translation>가중치 없이 신경망의 층만 든 파일</translation>
    </message>
    <message>
        <source>a part of a SavedModel folder</source>
        <translation>SavedModel 폴더의 일부</translation>
    </message>
    <message>
        <source>a file of NumPy arrays</source>
        <translation>NumPy 배열 파일</translation>
    </message>
    <message>
        <source>a zip archive with something else in it</source>
        <translation>다른 내용이 든 zip 파일</translation>
    </message>
    <message>
        <source>it has a softmax elsewhere</source>
        <translation>소프트맥스가 다른 위치에 있습니다</translation>
    </message>
    <message>
        <source>end it with a Dense layer of one unit for each class, and train it again</source>
        <translation>클래스마다 유닛이 하나인 Dense 층을 끝에 두고 다시 학습시키세요</translation>
    </message>
    <message>
        <source>remove the activation and save the model again; the order of the classes stays the same: {0}</source>
        <translation>활성화 함수를 빼고 모델을 다시 저장하세요. 클래스의 순위는 그대로입니다: {0}</translation>
    </message>
    <message>
        <source>it ends with {0} cells</source>
        <translation>끝에 칸이 {0}개 있습니다</translation>
    </message>
    <message>
        <source>the number of outputs of {1} is {0}</source>
        <translation>{1}의 출력이 {0}개입니다</translation>
    </message>
    <message>
        <source>{1} has the activation {0}</source>
        <translation>{1}의 활성화 함수가 {0}입니다</translation>
    </message>
    <message>
        <source>there are two</source>
        <translation>두 개입니다</translation>
    </message>
    <message>
        <source>The score of “yes” measures the vertical strokes in the left half: each place where 9 pixels in a column are full of ink adds 1.</source>
        <translation>“예”의 점수는 왼쪽 절반에 세로획이 얼마나 있는지 나타냅니다. 한 열의 9픽셀이 잉크로 가득 찬 자리마다 1이 더해집니다.</translation>
    </message>
    <message>
        <source>The score of “yes” is 1 minus the mean ink of 4 by 4 pixels above the middle. Ink there counts against it, so a method that shows only what counts for a class shows nothing.</source>
        <translation>“예”의 점수는 1에서 가운데 위 4 × 4 픽셀의 평균 잉크를 뺀 값입니다. 그곳의 잉크는 점수를 낮추므로, 점수를 높이는 곳만 보여 주는 방법에는 아무것도 나타나지 않습니다.</translation>
    </message>
    <message>
        <source>The score of “yes” is that of one cell, but a quarter of full ink already counts as a full pixel. Where there is more ink, the gradient is zero and tells nothing.</source>
        <translation>“예”의 점수는 칸 하나의 점수이지만, 픽셀에 잉크가 4분의 1만 있어도 가득 찬 것으로 칩니다. 그보다 진한 곳에서는 기울기가 0이라 아무것도 알려 주지 않습니다.</translation>
    </message>
    <message>
        <source>The score of “yes” is that of one cell, but its features lie in the upper left. A method that takes the place of a feature for the place of the ink is misled.</source>
        <translation>“예”의 점수는 칸 하나의 점수이지만 특징은 왼쪽 위에 있습니다. 특징의 위치를 잉크의 위치로 여기는 방법은 엉뚱한 곳을 가리킵니다.</translation>
    </message>
    <message>
        <source>the scaling is not one of {0}</source>
        <translation>스케일링이 다음 중 하나가 아닙니다: {0}</translation>
    </message>
    <message>
        <source>{0} has numbers that cannot be used</source>
        <translation>쓸 수 없는 수가 있습니다({0})</translation>
    </message>
    <message>
        <source>their shapes are {0}</source>
        <translation>형태가 {0}입니다</translation>
    </message>
    <message>
        <source>there is a vector</source>
        <translation>벡터입니다</translation>
    </message>
    <message>
        <source>there is a grid of cells</source>
        <translation>격자입니다</translation>
    </message>
    <message>
        <source>the window is larger</source>
        <translation>창이 더 큽니다</translation>
    </message>
    <message>
        <source>at most {0} numbers from {1}</source>
        <translation>{1}: 출력 값 {0}개 이하</translation>
    </message>
    <message>
        <source>there are {0} numbers</source>
        <translation>값이 {0}개입니다</translation>
    </message>
    <message>
        <source>at most {0} multiplications for each sample</source>
        <translation>샘플마다 곱셈 {0}번 이하</translation>
    </message>
    <message>
        <source>it takes {0} multiplications</source>
        <translation>곱셈이 {0}번입니다</translation>
    </message>
    <message>
        <source>its channels cannot be split so</source>
        <translation>그렇게 나누어떨어지지 않습니다</translation>
    </message>
    <message>
        <source>another axis is normalised</source>
        <translation>다른 축을 따라 정규화합니다</translation>
    </message>
    <message>
        <source>there is only one of them</source>
        <translation>둘 중 하나만 있습니다</translation>
    </message>
    <message>
        <source>the variance is negative</source>
        <translation>분산이 음수입니다</translation>
    </message>
    <message>
        <source>the size of a vector or of a grid of cells</source>
        <translation>벡터나 칸 격자의 크기</translation>
    </message>
    <message>
        <source>only one of strides and dilation</source>
        <translation>스트라이드와 팽창 가운데 하나만</translation>
    </message>
    <message>
        <source>there are both</source>
        <translation>둘 다 있습니다</translation>
    </message>
    <message>
        <source>Name: {1} cannot be the name of a file. Choose 1 to {0} letters, digits, spaces, dots, - or _.</source>
        <translation>이름: 파일 이름으로 쓸 수 없습니다({1}). 글자, 숫자, 공백, 점, -, _로 1~{0}자를 쓰세요.</translation>
    </message>
    <message>
        <source>Name: {0} is the name of a device on Windows. Choose another name.</source>
        <translation>이름: Windows의 장치 이름입니다({0}). 다른 이름을 고르세요.</translation>
    </message>
    <message>
        <source>Name: {0} is the name of another model. Choose another name.</source>
        <translation>이름: 다른 모델이 쓰는 이름입니다({0}). 다른 이름을 고르세요.</translation>
    </message>
    <message>
        <source>there is another model of that name</source>
        <translation>같은 이름의 다른 모델이 있습니다</translation>
    </message>
    <message>
        <source>rename that model first</source>
        <translation>그 모델의 이름을 먼저 바꾸세요</translation>
    </message>
    <message>
        <source>{0} instead of a JSON object</source>
        <translation>JSON 객체가 아니라 {0}입니다</translation>
    </message>
    <message>
        <source>the entry {0} is not {1}</source>
        <translation>{0} 항목이 다음에 맞지 않습니다: {1}</translation>
    </message>
    <message>
        <source>{0} has no size of pictures</source>
        <translation>이미지 크기가 없습니다({0})</translation>
    </message>
    <message>
        <source>{2} does not have {0} to {1} names</source>
        <translation>{2} 항목의 이름이 {0}~{1}개가 아닙니다</translation>
    </message>
    <message>
        <source>the value is missing</source>
        <translation>값이 빠졌습니다</translation>
    </message>
    <message>
        <source>{0} with supported options only</source>
        <translation>지원하는 옵션만 있는 {0}</translation>
    </message>
    <message>
        <source>there is the option {0}</source>
        <translation>지원하지 않는 옵션이 있습니다({0})</translation>
    </message>
    <message>
        <source>its scores are infinite or NaN</source>
        <translation>점수가 무한대이거나 NaN입니다</translation>
    </message>
    <message>
        <source>Blue – white – red</source>
        <translation>파랑 – 흰색 – 빨강</translation>
    </message>
    <message>
        <source>Blue – black – red</source>
        <translation>파랑 – 검정 – 빨강</translation>
    </message>
    <message>
        <source>Rainbow</source>
        <translation>무지개</translation>
    </message>
    <message>
        <source>Inferno</source>
        <translation>Inferno</translation>
    </message>
    <message>
        <source>Viridis</source>
        <translation>Viridis</translation>
    </message>
    <message>
        <source>Grey</source>
        <translation>회색</translation>
    </message>
    <message>
        <source>check the spelling</source>
        <translation>이름을 확인하세요</translation>
    </message>
    <message>
        <source>{0} of at most {1} MB</source>
        <translation>{1} MB 이하의 {0}</translation>
    </message>
    <message>
        <source>add a file name</source>
        <translation>파일 이름까지 적으세요</translation>
    </message>
    <message>
        <source>a place to write {0} to</source>
        <translation>{0} 저장 위치</translation>
    </message>
    <message>
        <source>a model that can be moved</source>
        <translation>옮길 수 있는 모델</translation>
    </message>
    <message>
        <source>the list of mistakes</source>
        <translation>오답 목록</translation>
    </message>
    <message>
        <source>own</source>
        <translation>사용자 정의</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>알 수 없음</translation>
    </message>
    <message>
        <source>a new name</source>
        <translation>새 이름</translation>
    </message>
    <message>
        <source>the model</source>
        <translation>모델</translation>
    </message>
    <message>
        <source>notes on [samples]</source>
        <translation>[sample] 메모</translation>
    </message>
    <message>
        <source>notes on [samples] of version {0}</source>
        <translation>버전 {0}의 [sample] 메모</translation>
    </message>
    <message>
        <source>a picture (PNG, JPEG, BMP, TIFF, WebP or GIF)</source>
        <translation>이미지(PNG, JPEG, BMP, TIFF, WebP, GIF)</translation>
    </message>
    <message>
        <source>a PDF document</source>
        <translation>PDF 문서</translation>
    </message>
    <message>
        <source>an SVG drawing</source>
        <translation>SVG 그림</translation>
    </message>
    <message>
        <source>an XML file</source>
        <translation>XML 파일</translation>
    </message>
    <message>
        <source>a HEIC photo</source>
        <translation>HEIC 사진</translation>
    </message>
    <message>
        <source>an AVIF picture</source>
        <translation>AVIF 이미지</translation>
    </message>
    <message>
        <source>an image with pixels</source>
        <translation>픽셀이 있는 이미지</translation>
    </message>
    <message>
        <source>a digit that is darker or lighter than its background</source>
        <translation>배경보다 어둡거나 밝은 숫자</translation>
    </message>
    <message>
        <source>save it as PNG or JPEG</source>
        <translation>PNG나 JPEG로 저장하세요</translation>
    </message>
    <message>
        <source>save or copy it again</source>
        <translation>다시 저장하거나 복사하세요</translation>
    </message>
    <message>
        <source>a picture of at most {0} megapixels</source>
        <translation>{0}메가픽셀 이하의 이미지</translation>
    </message>
    <message>
        <source>Cubic</source>
        <translation>3차</translation>
    </message>
    <message>
        <source>Linear</source>
        <translation>선형</translation>
    </message>
    <message>
        <source>Nearest</source>
        <translation>최근접</translation>
    </message>
    <message>
        <source>Lanczos</source>
        <translation>란초스</translation>
    </message>
    <message>
        <source>Lecture: |M|, per picture</source>
        <translation>강의: |M|, 이미지마다 따로</translation>
    </message>
    <message>
        <source>settings</source>
        <translation>설정</translation>
    </message>
    <message>
        <source>the settings</source>
        <translation>설정</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>학습 방식</translation>
    </message>
    <message>
        <source>it is the network&apos;s own file</source>
        <translation>신경망 파일 자체입니다</translation>
    </message>
    <message>
        <source>layers that can be trained</source>
        <translation>학습할 수 있는 층</translation>
    </message>
    <message>
        <source>layers that TensorFlow can train here</source>
        <translation>여기서 TensorFlow로 학습할 수 있는 층</translation>
    </message>
    <message>
        <source>the timeline</source>
        <translation>타임라인</translation>
    </message>
    <message>
        <source>{0}, training [sample] #{1}</source>
        <translation>{0}, 학습용 [sample] #{1}</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>방법</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>데이터 분할</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>데이터 출처</translation>
    </message>
    <message>
        <source>{0} of shape (n,)</source>
        <translation>형태가 (n,)인 {0}</translation>
    </message>
    <message>
        <source>at most {0} MB of [samples]</source>
        <translation>{0} MB 이하의 [sample] 데이터</translation>
    </message>
    <message>
        <source>at least one [sample] in {0}</source>
        <translation>{0}: [sample] 1개 이상</translation>
    </message>
    <message>
        <source>at most {0} [samples] in {1}</source>
        <translation>{1}: [sample] {0}개 이하</translation>
    </message>
    <message>
        <source>an IDX file of pictures or labels</source>
        <translation>이미지나 레이블이 든 IDX 파일</translation>
    </message>
    <message>
        <source>a folder with train-images-idx3-ubyte and t10k-images-idx3-ubyte (.gz or not) and their labels</source>
        <translation>train-images-idx3-ubyte, t10k-images-idx3-ubyte(.gz 가능)와 그 레이블이 있는 폴더</translation>
    </message>
    <message>
        <source>the pictures</source>
        <translation>이미지</translation>
    </message>
    <message>
        <source>Weighted channels</source>
        <translation>채널 가중합</translation>
    </message>
    <message>
        <source>Gradients</source>
        <translation>기울기</translation>
    </message>
    <message>
        <source>Relevance</source>
        <translation>관련도</translation>
    </message>
    <message>
        <source>Changed inputs</source>
        <translation>입력 바꾸기</translation>
    </message>
    <message>
        <source>Other methods</source>
        <translation>그 밖의 방법</translation>
    </message>
    <message>
        <source>Features</source>
        <translation>특징 맵</translation>
    </message>
    <message>
        <source>{0} produced no map that can be shown. Choose another method.</source>
        <translation>{0} 방법으로는 표시할 맵을 얻지 못했습니다. 다른 방법을 고르세요.</translation>
    </message>
    <message>
        <source>Ablation-CAM</source>
        <translation>Ablation-CAM</translation>
    </message>
    <message>
        <source>Each channel of a convolution, multiplied by how much the score drops when that channel is switched off, all added up. Whatever counts against the class is cut off.</source>
        <translation>합성곱의 채널마다 그 채널을 껐을 때 줄어드는 점수를 곱해 모두 더합니다. 클래스에 불리한 값은 버립니다.</translation>
    </message>
    <message>
        <source>Eigen-CAM</source>
        <translation>Eigen-CAM</translation>
    </message>
    <message>
        <source>What the channels of a convolution have most in common: the first principal component over its cells. It takes no account of classes, so the map is the same for all of them.</source>
        <translation>합성곱의 채널들이 공통으로 보이는 모습, 곧 칸들의 첫 번째 주성분입니다. 클래스를 고려하지 않으므로 모든 클래스의 맵이 같습니다.</translation>
    </message>
    <message>
        <source>Red is what the channels have in common; it counts neither for nor against a class.</source>
        <translation>빨강은 채널들의 공통점입니다. 어느 클래스에 유리하거나 불리하다는 뜻이 아닙니다.</translation>
    </message>
    <message>
        <source>Each channel of a convolution, multiplied by the mean gradient of the score, all added up. Whatever counts against the class is cut off. At the last convolution it equals the positive part of CAM, up to a factor.</source>
        <translation>합성곱의 채널마다 점수 기울기의 평균을 곱해 모두 더합니다. 클래스에 불리한 값은 버립니다. 마지막 합성곱에서는 CAM의 양수 부분과 상수 배만큼만 다릅니다.</translation>
    </message>
    <message>
        <source>Grad-CAM++</source>
        <translation>Grad-CAM++</translation>
    </message>
    <message>
        <source>Like Grad-CAM, but channel weights use positive gradients only, and a channel that is strong in few cells counts for more. When something appears in several places, all of them count equally.</source>
        <translation>Grad-CAM과 같지만 양의 기울기만으로 채널의 가중치를 정하고, 강한 칸이 적은 채널을 더 크게 칩니다. 같은 것이 여러 곳에 있어도 고르게 반영됩니다.</translation>
    </message>
    <message>
        <source>Gradient</source>
        <translation>기울기</translation>
    </message>
    <message>
        <source>How much the score would change if a pixel became slightly brighter. It shows what the network is sensitive to, not what the score is made of.</source>
        <translation>픽셀이 조금 밝아질 때 점수가 얼마나 바뀌는지 나타냅니다. 신경망이 무엇에 민감한지 보여 줄 뿐, 점수가 무엇으로 이루어졌는지 보여 주지는 않습니다.</translation>
    </message>
    <message>
        <source>Red: a brighter pixel would raise the score. Blue: it would lower it.</source>
        <translation>빨강은 픽셀이 밝아지면 점수가 오르는 곳, 파랑은 내리는 곳입니다.</translation>
    </message>
    <message>
        <source>Gradient × input</source>
        <translation>기울기 × 입력</translation>
    </message>
    <message>
        <source>The gradient at each pixel times the brightness of the pixel. In a ReLU network without biases the pixels add up to the score; otherwise the share of the biases is missing.</source>
        <translation>픽셀마다 기울기에 픽셀의 밝기를 곱합니다. 편향이 없는 ReLU 신경망에서는 픽셀을 모두 더하면 점수가 되고, 편향이 있으면 그 몫만큼 모자랍니다.</translation>
    </message>
    <message>
        <source>Guided backpropagation</source>
        <translation>유도 역전파</translation>
    </message>
    <message>
        <source>The gradient, with every ReLU letting only positive values through on the way back. The strokes come out sharp, but they are mostly those of the [sample], whatever the network has learned.</source>
        <translation>거꾸로 계산할 때 ReLU마다 양수만 통과시킨 기울기입니다. 획이 또렷하지만, 신경망이 무엇을 배웠든 대부분 [sample]의 획을 그대로 그려 낼 뿐입니다.</translation>
    </message>
    <message>
        <source>Red: a brighter pixel would raise the score. Blue: it would lower it. What was cut off on the way back appears in neither.</source>
        <translation>빨강은 픽셀이 밝아지면 점수가 오르는 곳, 파랑은 내리는 곳입니다. 거꾸로 계산하면서 버린 값은 어느 쪽에도 나타나지 않습니다.</translation>
    </message>
    <message>
        <source>Integrated gradients</source>
        <translation>적분 기울기</translation>
    </message>
    <message>
        <source>The mean gradient along the way from an empty picture to the [sample], times the difference between the two. The pixels add up to how far the score is above that of the empty picture.</source>
        <translation>빈 이미지에서 [sample]까지 가는 길을 따라 기울기를 평균하고, 두 이미지의 차이를 곱합니다. 픽셀을 모두 더하면 빈 이미지보다 점수가 얼마나 높은지 알 수 있습니다.</translation>
    </message>
    <message>
        <source>LayerCAM</source>
        <translation>LayerCAM</translation>
    </message>
    <message>
        <source>Each channel of a convolution, multiplied cell by cell by the gradient where that is positive, all added up. It stays sharp in earlier layers, where cells are small.</source>
        <translation>합성곱의 채널마다 칸별로 양의 기울기를 곱해 모두 더합니다. 칸이 작은 앞쪽 층에서도 또렷합니다.</translation>
    </message>
    <message>
        <source>LRP</source>
        <translation>LRP</translation>
    </message>
    <message>
        <source>The score is handed back layer by layer, each number receiving its share in proportion to what it contributed, down to the pixels. The share of the biases is left over.</source>
        <translation>점수를 층마다 거꾸로 나누어 줍니다. 층의 값 하나하나가 기여한 만큼 몫을 받으며, 이렇게 픽셀까지 내려갑니다. 편향의 몫은 나머지로 남습니다.</translation>
    </message>
    <message>
        <source>Composite: ε above, γ in convolutions, pixels in their range</source>
        <translation>복합: 위쪽 층은 ε, 합성곱은 γ, 픽셀은 값의 범위 안에서</translation>
    </message>
    <message>
        <source>LRP-0</source>
        <translation>LRP-0</translation>
    </message>
    <message>
        <source>LRP-ε</source>
        <translation>LRP-ε</translation>
    </message>
    <message>
        <source>LRP-γ</source>
        <translation>LRP-γ</translation>
    </message>
    <message>
        <source>z⁺: positive contributions only</source>
        <translation>z⁺: 양의 기여만</translation>
    </message>
    <message>
        <source>α2β1: positive and negative apart</source>
        <translation>α2β1: 양과 음을 따로</translation>
    </message>
    <message>
        <source>zᴮ: pixels in their range</source>
        <translation>zᴮ: 값의 범위 안에서</translation>
    </message>
    <message>
        <source>Same as other layers</source>
        <translation>다른 층과 같게</translation>
    </message>
    <message>
        <source>w²</source>
        <translation>w²</translation>
    </message>
    <message>
        <source>Flat: all equal</source>
        <translation>균등: 모두 같게</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>규칙</translation>
    </message>
    <message>
        <source>At the pixels</source>
        <translation>픽셀의 규칙</translation>
    </message>
    <message>
        <source>ε</source>
        <translation>ε</translation>
    </message>
    <message>
        <source>γ</source>
        <translation>γ</translation>
    </message>
    <message>
        <source>Occlusion</source>
        <translation>가림</translation>
    </message>
    <message>
        <source>A block of the [sample] is covered, at every place in turn, and the network predicts again. The value of a pixel is the mean drop of the score over the blocks that covered it.</source>
        <translation>[sample]의 모든 자리에서 블록을 한 번씩 가리고 다시 예측합니다. 픽셀의 값은 그 픽셀을 가린 블록들에서 점수가 줄어든 양의 평균입니다.</translation>
    </message>
    <message>
        <source>Block size, in pixels</source>
        <translation>블록 크기(픽셀)</translation>
    </message>
    <message>
        <source>Step, in pixels</source>
        <translation>간격(픽셀)</translation>
    </message>
    <message>
        <source>RISE</source>
        <translation>RISE</translation>
    </message>
    <message>
        <source>The network sees the [sample] through thousands of random masks. The value of a pixel is the mean probability of the class when that pixel was visible. Nothing inside the network is used.</source>
        <translation>무작위 마스크 수천 장으로 [sample]을(를) 가려 가며 예측합니다. 픽셀의 값은 그 픽셀이 보였을 때 클래스 확률의 평균입니다. 신경망의 내부는 들여다보지 않습니다.</translation>
    </message>
    <message>
        <source>The redder a pixel, the more probable the class was when it was visible. Only differences matter.</source>
        <translation>픽셀이 붉을수록 그 픽셀이 보였을 때 클래스의 확률이 높았습니다. 차이만 의미가 있습니다.</translation>
    </message>
    <message>
        <source>Masks</source>
        <translation>마스크 수</translation>
    </message>
    <message>
        <source>Score-CAM</source>
        <translation>Score-CAM</translation>
    </message>
    <message>
        <source>Each channel of a convolution, weighted by the score of the [sample] when only what that channel highlights is visible. It needs no gradient.</source>
        <translation>합성곱의 채널마다, 그 채널이 강조하는 부분만 보여 주었을 때의 점수를 가중치로 씁니다. 기울기는 필요 없습니다.</translation>
    </message>
    <message>
        <source>Shapley values</source>
        <translation>섀플리 값</translation>
    </message>
    <message>
        <source>Blocks of the [sample] are added one after the other, in many orders. The value of a block is the mean gain of the score when it was added. The blocks add up to the score minus that of an empty picture.</source>
        <translation>[sample]의 블록을 여러 가지 순서로 하나씩 채웁니다. 블록의 값은 그 블록을 채웠을 때 늘어난 점수의 평균입니다. 블록을 모두 더하면 점수에서 빈 이미지의 점수를 뺀 값이 됩니다.</translation>
    </message>
    <message>
        <source>Orders</source>
        <translation>순서 수</translation>
    </message>
    <message>
        <source>SmoothGrad</source>
        <translation>SmoothGrad</translation>
    </message>
    <message>
        <source>The gradient, averaged over noisy copies of the [sample]. What varies from copy to copy cancels out.</source>
        <translation>[sample]에 잡음을 섞은 사본 여러 장에서 기울기를 구해 평균합니다. 사본마다 다른 값은 서로 상쇄됩니다.</translation>
    </message>
    <message>
        <source>Copies</source>
        <translation>사본 수</translation>
    </message>
    <message>
        <source>Noise, as a share of the brightness range</source>
        <translation>잡음(밝기 범위에 대한 비율)</translation>
    </message>
    <message>
        <source>Fill for covered pixels</source>
        <translation>가린 픽셀을 채우는 값</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>척도</translation>
    </message>
    <message>
        <source>Average drop</source>
        <translation>평균 하락</translation>
    </message>
    <message>
        <source>How much of the class probability is lost, in percent, when the [sample] is multiplied by its map, leaving only what the map shows (Chattopadhay et al., WACV 2018).</source>
        <translation>[sample]에 맵을 곱해 맵이 보여 주는 곳만 남겼을 때 줄어드는 클래스 확률의 비율(%)입니다(Chattopadhay et al., WACV 2018).</translation>
    </message>
    <message>
        <source>Average increase</source>
        <translation>평균 상승</translation>
    </message>
    <message>
        <source>The percentage of [samples] whose class becomes more probable when they are multiplied by their map, leaving only what the map shows (Chattopadhay et al., WACV 2018).</source>
        <translation>맵을 곱해 맵이 보여 주는 곳만 남겼을 때 클래스 확률이 오히려 높아지는 [sample]의 비율(%)입니다(Chattopadhay et al., WACV 2018).</translation>
    </message>
    <message>
        <source>Completeness error</source>
        <translation>완전성 오차</translation>
    </message>
    <message>
        <source>How far the sum of the map is from the difference between the scores of the [sample] and of an empty one, as a share of that difference; 0 is complete (Sundararajan et al., ICML 2017).</source>
        <translation>맵의 합이 [sample]과(와) 빈 이미지의 점수 차이에서 얼마나 벗어나는지를 그 차이에 대한 비율로 나타냅니다. 0이면 완전합니다(Sundararajan et al., ICML 2017).</translation>
    </message>
    <message>
        <source>Insertion minus deletion</source>
        <translation>삽입 − 삭제</translation>
    </message>
    <message>
        <source>How much sooner the class is recognised when the strongest pixels of the map are inserted first than it is lost when they are deleted first: the difference between the areas under the two curves, −1 to 1, about 0 for a random order (Petsiuk et al., BMVC 2018).</source>
        <translation>맵에서 강한 픽셀부터 넣을 때와 강한 픽셀부터 지울 때, 두 확률 곡선 아래 넓이의 차이입니다. −1에서 1까지이며 무작위 순서라면 0 안팎입니다(Petsiuk et al., BMVC 2018).</translation>
    </message>
    <message>
        <source>Correlation with occlusion</source>
        <translation>가림과의 상관</translation>
    </message>
    <message>
        <source>Random</source>
        <translation>무작위</translation>
    </message>
    <message>
        <source>From the centre</source>
        <translation>가운데부터</translation>
    </message>
    <message>
        <source>Ink first</source>
        <translation>잉크부터</translation>
    </message>
    <message>
        <source>Sanity check</source>
        <translation>타당성 검사</translation>
    </message>
    <message>
        <source>Rank correlation, 0 to 1, between the magnitudes of this map and of the one made after the weights of every layer are shuffled. Near 0, the method does depend on the network (Adebayo et al., NeurIPS 2018).</source>
        <translation>모든 층의 가중치를 뒤섞고 다시 만든 맵과 지금 맵에서, 값의 크기 순위가 얼마나 비슷한지 나타내는 순위 상관입니다(0에서 1). 0에 가까우면 이 방법이 정말로 신경망에 따라 달라진다는 뜻입니다(Adebayo et al., NeurIPS 2018).</translation>
    </message>
    <message>
        <source>Stability under a shift</source>
        <translation>이동 안정성</translation>
    </message>
    <message>
        <source>Correlation, −1 to 1, between the map and the maps of the [sample] shifted by one pixel in each of eight directions, moved back into place.</source>
        <translation>[sample]을(를) 여덟 방향으로 한 픽셀씩 옮겨 구한 맵을 제자리로 되돌려 원래 맵과 비교한 상관입니다(−1에서 1).</translation>
    </message>
    <message>
        <source>--model: {0} networks are too many. Name one or two.</source>
        <translation>--model: 신경망 {0}개는 너무 많습니다. 하나나 둘만 지정하세요.</translation>
    </message>
    <message>
        <source>--out: no folder to write to is given. Add one, or use --json without --all for the figures alone.</source>
        <translation>--out: 저장할 폴더가 없습니다. 폴더를 지정하거나, 수치만 필요하면 --all 없이 --json을 쓰세요.</translation>
    </message>
    <message>
        <source>there is a file of that name</source>
        <translation>같은 이름의 파일이 있습니다</translation>
    </message>
    <message>
        <source>Class: &apos;true&apos; needs labels, but {0} has no labels. Choose predicted, all or the name of a class.</source>
        <translation>클래스: &apos;true&apos;에는 레이블이 필요한데 {0}에는 레이블이 없습니다. &apos;predicted&apos;, &apos;all&apos; 또는 클래스 이름을 고르세요.</translation>
    </message>
    <message>
        <source>[Samples]: picture files and --index are both given. Use only one of them.</source>
        <translation>[sample]: 이미지 파일과 --index를 함께 지정했습니다. 하나만 쓰세요.</translation>
    </message>
    <message>
        <source>[Samples]: none are chosen. Name picture files, or use --index.</source>
        <translation>[sample]: 고른 것이 없습니다. 이미지 파일을 지정하거나 --index를 쓰세요.</translation>
    </message>
    <message>
        <source>Class: &apos;true&apos; is not possible because a picture file has no label. Choose predicted, all or the name of a class, or choose a [sample] with --index.</source>
        <translation>클래스: 이미지 파일에는 레이블이 없어 &apos;true&apos;를 쓸 수 없습니다. &apos;predicted&apos;, &apos;all&apos; 또는 클래스 이름을 고르거나 --index로 [sample]을(를) 고르세요.</translation>
    </message>
    <message>
        <source>Class: {1} is not known. Choose one of {0}.</source>
        <translation>클래스: 알 수 없는 값입니다({1}). 다음 중에서 고르세요: {0}.</translation>
    </message>
    <message>
        <source>the scores</source>
        <translation>점수</translation>
    </message>
    <message>
        <source>Standard input</source>
        <translation>표준 입력</translation>
    </message>
    <message>
        <source>[Sample] {0} of {1} is empty and has no prediction. Leave it out.</source>
        <translation>{1}의 [sample] {0}번: 비어 있어 예측이 없습니다. 이 번호를 빼세요.</translation>
    </message>
    <message>
        <source>--out: no place to write to is given. Give a path, {0} or --json.</source>
        <translation>--out: 저장할 곳이 없습니다. 경로, {0} 또는 --json 가운데 하나를 지정하세요.</translation>
    </message>
    <message>
        <source>--format: {1} can only be used with --out {0}. Leave it out: the ending of the path says what is written.</source>
        <translation>--format: {1} 값은 --out {0}에만 쓸 수 있습니다. 형식은 경로의 확장자로 정해지므로 이 옵션을 빼세요.</translation>
    </message>
    <message>
        <source>--json cannot be used together with --out {0}. Use only one of them.</source>
        <translation>--json: --out {0} 옵션과 함께 쓸 수 없습니다. 하나만 쓰세요.</translation>
    </message>
    <message>
        <source>its ending is {0}</source>
        <translation>확장자가 {0}입니다</translation>
    </message>
    <message>
        <source>it has no ending</source>
        <translation>확장자가 없습니다</translation>
    </message>
    <message>
        <source>another file than those that are read</source>
        <translation>입력 파일이 아닌 다른 파일</translation>
    </message>
    <message>
        <source>it is one of the files that are read</source>
        <translation>입력으로 읽는 파일입니다</translation>
    </message>
    <message>
        <source>Standard output</source>
        <translation>표준 출력</translation>
    </message>
    <message>
        <source>name a folder after --out</source>
        <translation>--out 뒤에 폴더를 적으세요</translation>
    </message>
    <message>
        <source>at most {0} files</source>
        <translation>{0}개 이하의 파일</translation>
    </message>
    <message>
        <source>pictures ({0})</source>
        <translation>이미지({0})</translation>
    </message>
    <message>
        <source>open it as a picture (camviewer explain FILE)</source>
        <translation>이미지로 여세요(camviewer explain FILE)</translation>
    </message>
    <message>
        <source>open it as a network (--model FILE)</source>
        <translation>신경망으로 여세요(--model FILE)</translation>
    </message>
    <message>
        <source>open it as data (--data FILE)</source>
        <translation>데이터로 여세요(--data FILE)</translation>
    </message>
    <message>
        <source>a zip archive</source>
        <translation>zip 압축 파일</translation>
    </message>
    <message>
        <source>a program</source>
        <translation>실행 파일</translation>
    </message>
    <message>
        <source>a network (.onnx)</source>
        <translation>ONNX 신경망 파일(.onnx)</translation>
    </message>
    <message>
        <source>an IDX file</source>
        <translation>IDX 파일</translation>
    </message>
    <message>
        <source>map of the predicted class by {0}</source>
        <translation>예측 클래스의 맵({0})</translation>
    </message>
    <message>
        <source>no</source>
        <translation>아니요</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>예</translation>
    </message>
    <message>
        <source>repeated in three colours</source>
        <translation>흑백 값을 세 색 채널에 복사</translation>
    </message>
    <message>
        <source>resized to {0}</source>
        <translation>크기를 {0}픽셀로 조정</translation>
    </message>
    <message>
        <source>padded to {0}</source>
        <translation>여백을 더해 {0}픽셀로 맞춤</translation>
    </message>
    <message>
        <source>{0} [samples] {1} for {2}</source>
        <translation>{2}에 맞춘 {0}의 [sample] 데이터: {1}</translation>
    </message>
    <message>
        <source>a picture of one digit</source>
        <translation>숫자 하나가 있는 이미지</translation>
    </message>
    <message>
        <source>a JPEG of at most {0} scans</source>
        <translation>스캔이 {0}개 이하인 JPEG</translation>
    </message>
    <message>
        <source>open it in another program and save it again</source>
        <translation>다른 프로그램에서 열어 다시 저장하세요</translation>
    </message>
    <message>
        <source>arrays whose names tell pictures from labels</source>
        <translation>이름으로 이미지와 레이블을 구분할 수 있는 배열</translation>
    </message>
    <message>
        <source>name them x_test and y_test</source>
        <translation>이름을 x_test와 y_test로 바꾸세요</translation>
    </message>
    <message>
        <source>a list of classes</source>
        <translation>클래스 목록</translation>
    </message>
    <message>
        <source>a CSV file</source>
        <translation>CSV 파일</translation>
    </message>
    <message>
        <source>a label and {0} numbers in line {1}</source>
        <translation>{1}번째 줄에 레이블 하나와 수 {0}개</translation>
    </message>
    <message>
        <source>correct that line</source>
        <translation>그 줄을 고치세요</translation>
    </message>
    <message>
        <source>a table of at most {0} MB</source>
        <translation>{0} MB 이하의 표</translation>
    </message>
    <message>
        <source>Decoy digits</source>
        <translation>미끼 숫자</translation>
    </message>
    <message>
        <source>Decoy digits, patches masked</source>
        <translation>미끼 숫자(패치 가림)</translation>
    </message>
    <message>
        <source>the labels</source>
        <translation>레이블</translation>
    </message>
    <message>
        <source>{0} values, as its header says</source>
        <translation>헤더에 적힌 값 {0}개</translation>
    </message>
    <message>
        <source>MNIST</source>
        <translation>MNIST</translation>
    </message>
    <message>
        <source>a place to keep MNIST</source>
        <translation>MNIST 보관 위치</translation>
    </message>
    <message>
        <source>MNIST&apos;s {0} with SHA-256 {1}</source>
        <translation>SHA-256이 {1}인 MNIST의 {0}</translation>
    </message>
    <message>
        <source>HTTP status {0}</source>
        <translation>HTTP 상태 코드 {0}</translation>
    </message>
    <message>
        <source>the [samples]</source>
        <translation>[sample] 데이터</translation>
    </message>
    <message>
        <source>open it again</source>
        <translation>다시 여세요</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>numbers in {0}</source>
        <translation>{0}: 수</translation>
    </message>
    <message>
        <source>numbers of a known kind in {0}</source>
        <translation>{0}: 읽을 수 있는 형식의 수</translation>
    </message>
    <message>
        <source>{0} bytes in {1}, as its header says</source>
        <translation>{1}: 헤더에 적힌 {0}바이트</translation>
    </message>
    <message>
        <source>{0} bytes in {1}</source>
        <translation>{1}: {0}바이트</translation>
    </message>
    <message>
        <source>Shuffled digits</source>
        <translation>섞은 숫자</translation>
    </message>
    <message>
        <source>training #{0}</source>
        <translation>학습용 #{0}</translation>
    </message>
    <message>
        <source>[sample] {0} of {1}</source>
        <translation>[sample] {1}개 중 {0}번째</translation>
    </message>
    <message>
        <source>pictures of {0} to {1} pixels a side</source>
        <translation>한 변이 {0}~{1}픽셀인 이미지</translation>
    </message>
    <message>
        <source>one data set in a folder of IDX files</source>
        <translation>데이터 세트 하나의 IDX 파일만 든 폴더</translation>
    </message>
    <message>
        <source>open the test pictures of one of them</source>
        <translation>그중 하나의 테스트용 이미지 파일을 여세요</translation>
    </message>
    <message>
        <source>whole numbers in {0}</source>
        <translation>{0}: 정수</translation>
    </message>
    <message>
        <source>keep one class for each picture</source>
        <translation>이미지마다 클래스를 하나만 남기세요</translation>
    </message>
    <message>
        <source>a folder or a pair of .npy files</source>
        <translation>폴더 또는 .npy 파일 한 쌍</translation>
    </message>
    <message>
        <source>an .npy file of pictures or labels</source>
        <translation>이미지나 레이블이 든 .npy 파일</translation>
    </message>
    <message>
        <source>an .npz file with pictures and their labels</source>
        <translation>이미지와 레이블이 든 .npz 파일</translation>
    </message>
    <message>
        <source>unpack it and open the folder</source>
        <translation>압축을 풀고 폴더를 여세요</translation>
    </message>
    <message>
        <source>{0} stored or deflated</source>
        <translation>저장 또는 deflate 방식으로 압축된 {0}</translation>
    </message>
    <message>
        <source>a Parquet file</source>
        <translation>Parquet 파일</translation>
    </message>
    <message>
        <source>a Parquet file with a column of PNG or JPEG pictures</source>
        <translation>PNG나 JPEG 이미지 열이 있는 Parquet 파일</translation>
    </message>
    <message>
        <source>a picture</source>
        <translation>이미지</translation>
    </message>
    <message>
        <source>pyarrow, which reads Parquet files</source>
        <translation>Parquet 파일을 읽는 pyarrow</translation>
    </message>
    <message>
        <source>run: pip install &quot;camviewer[parquet]&quot;</source>
        <translation>다음을 실행하세요: pip install &quot;camviewer[parquet]&quot;</translation>
    </message>
    <message>
        <source>{0} of shape (n, h, w), (n, h, w, 3), (n, 3, h, w) or (n, h·w), {1} to {2} pixels a side</source>
        <translation>형태가 (n, h, w), (n, h, w, 3), (n, 3, h, w) 또는 (n, h·w)이고 한 변이 {1}~{2}픽셀인 {0}</translation>
    </message>
    <message>
        <source>values from 0 to 255, 0 to 1 or -1 to 1 in {0}</source>
        <translation>{0}: 0~255, 0~1 또는 -1~1의 값</translation>
    </message>
    <message>
        <source>a folder of pictures</source>
        <translation>이미지 폴더</translation>
    </message>
    <message>
        <source>a folder of at most {0} files</source>
        <translation>파일이 {0}개 이하인 폴더</translation>
    </message>
    <message>
        <source>open one of its folders</source>
        <translation>그 안의 폴더 하나를 여세요</translation>
    </message>
    <message>
        <source>This code can only be read, because the lesson did not come with the program. Copy it to run it elsewhere.</source>
        <translation>프로그램에 들어 있는 수업이 아니어서 이 코드는 읽을 수만 있습니다. 실행하려면 복사해서 다른 곳에서 실행하세요.</translation>
    </message>
    <message>
        <source>There is no prediction yet. Draw or choose a [sample].</source>
        <translation>아직 예측이 없습니다. [sample]을(를) 그리거나 고르세요.</translation>
    </message>
    <message>
        <source>Python cannot be started: {0}.</source>
        <translation>Python을 시작할 수 없습니다({0}).</translation>
    </message>
    <message>
        <source>The code was stopped after {0} seconds. Make it do less.</source>
        <translation>{0}초가 지나 코드를 멈췄습니다. 계산을 줄이세요.</translation>
    </message>
    <message>
        <source>The code ended without a result. Press Reset and run it again.</source>
        <translation>코드가 결과 없이 끝났습니다. “초기화”를 누르고 다시 실행하세요.</translation>
    </message>
    <message>
        <source>There is no network {0}. Open its file, or choose another page.</source>
        <translation>{0}: 이런 신경망이 없습니다. 그 파일을 열거나 다른 페이지를 고르세요.</translation>
    </message>
    <message>
        <source>There is no [sample] {0}. The last one is {1}.</source>
        <translation>[sample] {0}번이 없습니다. 마지막 번호는 {1}입니다.</translation>
    </message>
    <message>
        <source>pyarrow is missing</source>
        <translation>pyarrow가 없습니다</translation>
    </message>
    <message>
        <source>Computing {0}…</source>
        <translation>{0} 계산 중…</translation>
    </message>
    <message>
        <source>Temperature: one [sample] is not enough to fit it and to test it. Evaluate a split with more [samples].</source>
        <translation>온도: [sample] 하나로는 맞추고 시험할 수 없습니다. [sample]이(가) 더 많은 데이터 분할을 평가하세요.</translation>
    </message>
    <message>
        <source>{0} of class {1}, score {2}</source>
        <translation>클래스 {1}의 {0}, 점수 {2}</translation>
    </message>
    <message>
        <source>Original input</source>
        <translation>원본 입력</translation>
    </message>
    <message>
        <source>Original CAM</source>
        <translation>원본 CAM</translation>
    </message>
    <message>
        <source>Resized input</source>
        <translation>확대한 입력</translation>
    </message>
    <message>
        <source>Resized CAM</source>
        <translation>확대한 CAM</translation>
    </message>
    <message>
        <source>Resized input + CAM</source>
        <translation>확대한 입력 + CAM</translation>
    </message>
    <message>
        <source>{0}, near chance</source>
        <translation>{0}, 우연 수준</translation>
    </message>
    <message>
        <source>correct</source>
        <translation>정답</translation>
    </message>
    <message>
        <source>misclassified</source>
        <translation>오답</translation>
    </message>
    <message>
        <source>no tag</source>
        <translation>태그 없음</translation>
    </message>
    <message>
        <source>several tags</source>
        <translation>태그 여러 개</translation>
    </message>
    <message>
        <source>another tag</source>
        <translation>다른 태그</translation>
    </message>
    <message>
        <source>in no cluster</source>
        <translation>유형 없음</translation>
    </message>
    <message>
        <source>What comes first: where the network was surest or least sure, where the scores were furthest apart, or where the label seemed least likely.</source>
        <translation>무엇을 먼저 보여 줄지 고릅니다. 신경망이 가장 확신했거나 가장 확신하지 못한 것, 점수 차이가 가장 큰 것, 레이블의 확률이 가장 낮은 것 가운데에서 고릅니다.</translation>
    </message>
    <message>
        <source>Input scaling</source>
        <translation>입력 스케일링</translation>
    </message>
    <message>
        <source>{0} of {1} ({2} [samples])</source>
        <translation>{1}의 {0} ([sample] {2}개)</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>정확도</translation>
    </message>
    <message>
        <source>Snapshot</source>
        <translation>스냅샷</translation>
    </message>
    <message>
        <source>not measured</source>
        <translation>측정하지 않음</translation>
    </message>
    <message>
        <source>Open a &amp;folder of [samples]…</source>
        <translation>[sample] 폴더 열기(&amp;F)…</translation>
    </message>
    <message>
        <source>Met&amp;hods</source>
        <translation>방법(&amp;H)</translation>
    </message>
    <message>
        <source>Lesson &amp;beside the stage</source>
        <translation>수업을 스테이지 옆에 놓기(&amp;B)</translation>
    </message>
    <message>
        <source>Spotl&amp;ight</source>
        <translation>스포트라이트(&amp;I)</translation>
    </message>
    <message>
        <source>T&amp;wo networks</source>
        <translation>두 신경망(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Known truth</source>
        <translation>정답 실험실(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Export network…</source>
        <translation>신경망 내보내기(&amp;E)…</translation>
    </message>
    <message>
        <source>&amp;Class names…</source>
        <translation>클래스 이름(&amp;C)…</translation>
    </message>
    <message>
        <source>&amp;What&apos;s this?</source>
        <translation>이게 뭔가요?(&amp;W)</translation>
    </message>
    <message>
        <source>map of {0}</source>
        <translation>{0}의 맵</translation>
    </message>
    <message>
        <source>colours from {0} to {1}</source>
        <translation>색 범위 {0} ~ {1}</translation>
    </message>
    <message>
        <source>The [samples] are still being loaded. Try again in a moment.</source>
        <translation>[samples]을(를) 아직 불러오는 중입니다. 잠시 뒤에 다시 하세요.</translation>
    </message>
    <message>
        <source>There is no such [sample]. Choose one from 0 to {0}.</source>
        <translation>그런 번호의 [sample]이(가) 없습니다. 0~{0} 중에서 고르세요.</translation>
    </message>
    <message>
        <source>There is no network of that name. Choose one of {0}.</source>
        <translation>그런 이름의 신경망이 없습니다. 다음 중 하나를 고르세요: {0}.</translation>
    </message>
    <message>
        <source>There is no training history of this network to open now. Choose a network that has one, or wait until the running training has ended.</source>
        <translation>지금 열 수 있는 학습 기록이 없습니다. 학습 기록이 있는 신경망을 고르거나, 진행 중인 학습이 끝날 때까지 기다리세요.</translation>
    </message>
    <message>
        <source>No training is shown. Open a training history first.</source>
        <translation>열려 있는 학습 기록이 없습니다. 먼저 학습 기록을 여세요.</translation>
    </message>
    <message>
        <source>This cannot be done now. Wait until what is running has ended.</source>
        <translation>지금은 할 수 없습니다. 진행 중인 일이 끝날 때까지 기다리세요.</translation>
    </message>
    <message>
        <source>This window has no such part. Correct the lesson.</source>
        <translation>이 창에는 그런 부분이 없습니다. 수업을 고치세요.</translation>
    </message>
    <message>
        <source>{0} s</source>
        <translation>{0}초</translation>
    </message>
    <message>
        <source>{0} min</source>
        <translation>{0}분</translation>
    </message>
    <message>
        <source>{0} h</source>
        <translation>{0}시간</translation>
    </message>
    <message>
        <source>Quicker: the recipe {0}, or fewer [samples].</source>
        <translation>더 빠르게 하려면 학습 방식을 바꾸거나({0}) [sample] 수를 줄이세요.</translation>
    </message>
    <message>
        <source>Quicker: fewer epochs or [samples].</source>
        <translation>더 빠르게 하려면 에포크나 [sample] 수를 줄이세요.</translation>
    </message>
    <message>
        <source>{0} ms</source>
        <translation>{0} ms</translation>
    </message>
    <message>
        <source>A formula has no dollar signs in this block. Remove them.</source>
        <translation>이 블록의 수식에는 달러 기호를 쓰지 않습니다. 지우세요.</translation>
    </message>
    <message>
        <source>The formula is too long: {0} characters. Split it into formulas of at most {1}.</source>
        <translation>수식이 너무 깁니다({0}자). {1}자 이하의 수식으로 나누세요.</translation>
    </message>
    <message>
        <source>The button {0} has no steps. Write one on each line below.</source>
        <translation>{0} 버튼에 할 일이 없습니다. 아래에 한 줄에 하나씩 쓰세요.</translation>
    </message>
    <message>
        <source>The button has {0} steps. Use at most {1}, or a second button.</source>
        <translation>버튼 하나에 할 일이 {0}개 있습니다. {1}개 이하로 줄이거나 버튼을 나누세요.</translation>
    </message>
    <message>
        <source>There is no step {0}. Use one of {1}.</source>
        <translation>{0}: 이런 단계는 없습니다. 다음 중 하나를 쓰세요: {1}.</translation>
    </message>
    <message>
        <source>{0} is not a valid step. Write {1}.</source>
        <translation>{0}: 단계를 잘못 썼습니다. 이렇게 쓰세요: {1}.</translation>
    </message>
    <message>
        <source>The choices have no question. Write it above the first choice.</source>
        <translation>보기만 있고 질문이 없습니다. 첫 보기 위에 질문을 쓰세요.</translation>
    </message>
    <message>
        <source>The question has only one choice. Give it two or more, or none.</source>
        <translation>보기가 하나뿐입니다. 둘 이상 쓰거나 모두 빼세요.</translation>
    </message>
    <message>
        <source>The question has {0} choices. Use at most {1}.</source>
        <translation>보기가 {0}개입니다. {1}개 이하로 줄이세요.</translation>
    </message>
    <message>
        <source>No choice is marked as correct. Write - [x] before the correct one.</source>
        <translation>정답 표시가 없습니다. 정답인 보기 앞에 - [x]를 쓰세요.</translation>
    </message>
    <message>
        <source>The question is missing. Write it above {0}.</source>
        <translation>질문이 없습니다. {0} 줄 위에 질문을 쓰세요.</translation>
    </message>
    <message>
        <source>The answer is missing. Write a line {0} and the answer below it.</source>
        <translation>답이 없습니다. {0} 줄을 넣고 그 아래에 답을 쓰세요.</translation>
    </message>
    <message>
        <source>The window has no part {0}.</source>
        <translation>{0}: 창에 이런 이름의 부분은 없습니다.</translation>
    </message>
    <message>
        <source>There is no value {0}.</source>
        <translation>{0}: 이런 이름의 값은 없습니다.</translation>
    </message>
    <message>
        <source>Did you mean {0}?</source>
        <translation>혹시 {0}인가요?</translation>
    </message>
    <message>
        <source>Use one of {0}.</source>
        <translation>다음 중 하나를 쓰세요: {0}.</translation>
    </message>
    <message>
        <source>There is no lesson in {0}. Choose a folder with pages such as 01-name.md.</source>
        <translation>{0} 폴더에 수업이 없습니다. 01-name.md 같은 페이지가 있는 폴더를 고르세요.</translation>
    </message>
    <message>
        <source>{0} has {1} pages. Split it into lessons of at most {2}.</source>
        <translation>{0} 폴더에 페이지가 {1}개 있습니다. 수업 하나가 {2}페이지를 넘지 않게 나누세요.</translation>
    </message>
    <message>
        <source>{0} is larger than {1} kB. Split it into several pages.</source>
        <translation>{0} 페이지가 {1} kB보다 큽니다. 여러 페이지로 나누세요.</translation>
    </message>
    <message>
        <source>{0} is not text in UTF-8. Save it again with this encoding.</source>
        <translation>{0} 파일은 UTF-8 텍스트가 아닙니다. UTF-8로 다시 저장하세요.</translation>
    </message>
    <message>
        <source>The page is empty. Begin it with a title: # and some words.</source>
        <translation>빈 페이지입니다. 첫 줄에 #과 제목을 쓰세요.</translation>
    </message>
    <message>
        <source>The page has no title. Begin it with # and some words.</source>
        <translation>페이지에 제목이 없습니다. 첫 줄에 #과 제목을 쓰세요.</translation>
    </message>
    <message>
        <source>The title is too long: {0} characters. Shorten it to at most {1}.</source>
        <translation>제목이 너무 깁니다({0}자). {1}자 이하로 줄이세요.</translation>
    </message>
    <message>
        <source>The page has a second title. Move it to a page of its own.</source>
        <translation>제목이 두 개입니다. 두 번째 제목부터는 다른 페이지로 옮기세요.</translation>
    </message>
    <message>
        <source>The page has more than {0} blocks. Split it into several pages.</source>
        <translation>블록이 {0}개를 넘습니다. 여러 페이지로 나누세요.</translation>
    </message>
    <message>
        <source>This block has no end. Add {0} on a line of its own.</source>
        <translation>블록이 끝나지 않았습니다. 끝나는 곳에 {0} 줄을 넣으세요.</translation>
    </message>
    <message>
        <source>This block has no type. Write one after the opening marks: {0}.</source>
        <translation>블록의 종류가 없습니다. 여는 표시 뒤에 다음 중 하나를 쓰세요: {0}.</translation>
    </message>
    <message>
        <source>There is no block type {0}. Use one of {1}.</source>
        <translation>{0}: 이런 종류의 블록은 없습니다. 다음 중 하나를 쓰세요: {1}.</translation>
    </message>
    <message>
        <source>This block is empty. Write something into it, or remove it.</source>
        <translation>빈 블록입니다. 내용을 쓰거나 블록을 지우세요.</translation>
    </message>
    <message>
        <source>The picture {0} is outside the lesson&apos;s folder. Copy it into that folder and write its name alone.</source>
        <translation>이미지 {0} 파일이 수업 폴더 밖에 있습니다. 폴더 안으로 복사하고 파일 이름만 쓰세요.</translation>
    </message>
    <message>
        <source>There is no picture {0} beside this page. Put it there or correct the name.</source>
        <translation>이 페이지가 있는 폴더에 이미지 {0} 파일이 없습니다. 파일을 그 폴더에 넣거나 이름을 고치세요.</translation>
    </message>
    <message>
        <source>{0} is not a PNG, JPEG or SVG picture. Save it as one of these.</source>
        <translation>{0} 파일은 PNG, JPEG, SVG 이미지가 아닙니다. 세 형식 중 하나로 저장하세요.</translation>
    </message>
    <message>
        <source>The picture has {0} × {1} pixels. Reduce it to at most {2} a side.</source>
        <translation>이미지 크기가 {0} × {1}픽셀입니다. 가로와 세로를 {2}픽셀 이하로 줄이세요.</translation>
    </message>
    <message>
        <source>{0} is damaged. Save it again in another program.</source>
        <translation>{0} 파일이 손상되었습니다. 다른 프로그램에서 다시 저장하세요.</translation>
    </message>
    <message>
        <source>{0} cannot be read. Check its permissions.</source>
        <translation>{0} 파일을 읽을 수 없습니다. 파일 권한을 확인하세요.</translation>
    </message>
    <message>
        <source>{0} is larger than {1} MB. Reduce it and save it again.</source>
        <translation>{0} 파일이 {1} MB보다 큽니다. 크기를 줄여 다시 저장하세요.</translation>
    </message>
    <message>
        <source>The block does not name one picture. Write one file name above the caption.</source>
        <translation>이미지 파일이 하나가 아닙니다. 설명 위에 파일 이름 하나만 쓰세요.</translation>
    </message>
    <message>
        <source>The picture has no caption. Write a line {0} and the caption below.</source>
        <translation>이미지에 설명이 없습니다. {0} 줄을 넣고 그 아래에 설명을 쓰세요.</translation>
    </message>
    <message>
        <source>The figure has no rows. Write, for example, “digit 12, class 9”.</source>
        <translation>&apos;figure&apos; 블록에 보여 줄 숫자가 없습니다. &apos;digit 12, class 9&apos;처럼 쓰세요.</translation>
    </message>
    <message>
        <source>{0} is not a row of a figure. Write, for example, “digit 12, class 9”.</source>
        <translation>{0}: &apos;figure&apos; 블록에 쓸 수 없는 줄입니다. &apos;digit 12, class 9&apos;처럼 쓰세요.</translation>
    </message>
    <message>
        <source>The table has {0} columns. Use at most {1}.</source>
        <translation>표의 열이 {0}개입니다. {1}개 이하로 줄이세요.</translation>
    </message>
    <message>
        <source>There is no line |---|---| below the headings. Add it.</source>
        <translation>표 머리글 아래에 |---|---| 줄이 없습니다. 그 줄을 넣으세요.</translation>
    </message>
    <message>
        <source>The table has no rows below its headings. Add one.</source>
        <translation>표 머리글 아래에 행이 없습니다. 행을 넣으세요.</translation>
    </message>
    <message>
        <source>The number of cells in this row ({0}) differs from the number of headings ({1}). Make them equal.</source>
        <translation>이 행의 칸 수({0})가 머리글 수({1})와 다릅니다. 같게 맞추세요.</translation>
    </message>
    <message>
        <source>There are {0} rows. Use at most {1}.</source>
        <translation>행이 {0}개입니다. {1}개 이하로 줄이세요.</translation>
    </message>
    <message>
        <source>A table&apos;s row begins and ends with |. Add them.</source>
        <translation>표의 행은 |로 시작해서 |로 끝나야 합니다. 빠진 |를 넣으세요.</translation>
    </message>
    <message>
        <source>The code has {0} lines. Shorten it to at most {1}.</source>
        <translation>코드가 {0}줄입니다. {1}줄 이하로 줄이세요.</translation>
    </message>
    <message>
        <source>The block has {0} values. Use at most {1}.</source>
        <translation>값이 {0}개입니다. {1}개 이하로 줄이세요.</translation>
    </message>
    <message>
        <source>{0} has no label. Write, for example, “Score: score”.</source>
        <translation>{0}: 값의 제목이 없습니다. &apos;점수: score&apos;처럼 쓰세요.</translation>
    </message>
    <message>
        <source>NAME OF A NETWORK</source>
        <translation>신경망 이름</translation>
    </message>
    <message>
        <source>NUMBER, or MNIST NUMBER or BUILT-IN NUMBER, such as 1005 or 87</source>
        <translation>번호(예: 12), 또는 MNIST와 내장 숫자의 번호(예: 1005 or 87)</translation>
    </message>
    <message>
        <source>NAME OF A METHOD, such as grad-cam</source>
        <translation>방법 이름(예: grad-cam)</translation>
    </message>
    <message>
        <source>COLUMN ROW, each from 0 to {0}</source>
        <translation>열과 행(각각 0~{0})</translation>
    </message>
    <message>
        <source>first, last or the NUMBER of an epoch</source>
        <translation>&apos;first&apos;, &apos;last&apos; 또는 에포크 번호</translation>
    </message>
    <message>
        <source>The drawing is larger than {0} kB. Simplify it, or save it as PNG.</source>
        <translation>SVG 그림이 {0} kB보다 큽니다. 단순하게 고치거나 PNG로 저장하세요.</translation>
    </message>
    <message>
        <source>The drawing is damaged or is not SVG. Save it again as plain SVG.</source>
        <translation>그림이 손상되었거나 SVG가 아닙니다. 일반 SVG로 다시 저장하세요.</translation>
    </message>
    <message>
        <source>The drawing has more than {0} elements, or more than {1} inside each other. Simplify it, or save it as PNG.</source>
        <translation>SVG 그림의 요소가 {0}개를 넘거나 {1}겹 넘게 포개져 있습니다. 단순하게 고치거나 PNG로 저장하세요.</translation>
    </message>
    <message>
        <source>The drawing has a coordinate or size above {0}. Scale it down.</source>
        <translation>SVG 그림에 {0}보다 큰 좌표나 크기가 있습니다. 작게 그리세요.</translation>
    </message>
    <message>
        <source>The drawing has “{0}”, but only shapes, text and gradients are allowed. Save it as plain SVG or as PNG.</source>
        <translation>SVG 그림에 쓸 수 없는 내용이 있습니다: “{0}”. 도형, 글자, 그라데이션만 남긴 일반 SVG나 PNG로 저장하세요.</translation>
    </message>
    <message>
        <source>{0} already has {1}. Choose an empty folder.</source>
        <translation>{0} 폴더에 {1} 파일이 이미 있습니다. 빈 폴더를 고르세요.</translation>
    </message>
    <message>
        <source>The lesson could not be copied: the disk is full. Free up some space.</source>
        <translation>디스크가 가득 차서 수업을 복사하지 못했습니다. 공간을 확보하세요.</translation>
    </message>
    <message>
        <source>The lesson could not be copied to {0}: {1}. Choose another folder.</source>
        <translation>수업을 {0} 폴더에 복사하지 못했습니다({1}). 다른 폴더를 고르세요.</translation>
    </message>
    <message>
        <source>{0} cannot be made: {2}. Needed: {1}.</source>
        <translation>{0}: 만들 수 없습니다. {2}. 필요한 것: {1}.</translation>
    </message>
    <message>
        <source>axes of its input</source>
        <translation>입력에 있는 축</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>형식</translation>
    </message>
    <message>
        <source>a network with one output</source>
        <translation>출력이 하나인 신경망</translation>
    </message>
    <message>
        <source>operation {0}</source>
        <translation>연산 {0}</translation>
    </message>
    <message>
        <source>build the network without them</source>
        <translation>이 층 없이 신경망을 만드세요</translation>
    </message>
    <message>
        <source>as many inputs of {0} as it takes</source>
        <translation>{0}에 필요한 수의 입력</translation>
    </message>
    <message>
        <source>a .keras file</source>
        <translation>.keras 파일</translation>
    </message>
    <message>
        <source>samples with an axis of channels before {0}</source>
        <translation>{0} 앞에 채널 축이 있는 샘플</translation>
    </message>
    <message>
        <source>The formula “{1}” cannot be read. Write TeX such as {0}.</source>
        <translation>수식 “{1}” 내용을 해석할 수 없습니다. {0} 같은 TeX로 쓰세요.</translation>
    </message>
    <message>
        <source>The formula “{1}” cannot be read from “{2}” on. Write TeX such as {0}.</source>
        <translation>수식 “{1}” 내용을 “{2}” 부분부터 해석할 수 없습니다. {0} 같은 TeX로 쓰세요.</translation>
    </message>
    <message>
        <source>samples with their channels last</source>
        <translation>채널이 마지막 축인 샘플</translation>
    </message>
    <message>
        <source>the network</source>
        <translation>신경망</translation>
    </message>
    <message>
        <source>an ONNX file</source>
        <translation>ONNX 파일</translation>
    </message>
    <message>
        <source>a network in an ONNX file</source>
        <translation>ONNX 파일에 든 신경망</translation>
    </message>
    <message>
        <source>an ONNX file of at most {0} MB</source>
        <translation>{0} MB 이하의 ONNX 파일</translation>
    </message>
    <message>
        <source>constants of at most {0} numbers</source>
        <translation>값이 {0}개 이하인 상수</translation>
    </message>
    <message>
        <source>axes from 0 to {0}</source>
        <translation>0부터 {0}까지의 축</translation>
    </message>
    <message>
        <source>a shape of {0} numbers</source>
        <translation>수 {0}개로 된 형태</translation>
    </message>
    <message>
        <source>axes of one to squeeze</source>
        <translation>없앨 수 있는 크기 1의 축</translation>
    </message>
    <message>
        <source>a network for batches (n, 1, h, w) or (n, 3, h, w) of pictures of {0} to {1} pixels a side</source>
        <translation>한 변이 {0}~{1}픽셀인 이미지 묶음 (n, 1, h, w) 또는 (n, 3, h, w)를 받는 신경망</translation>
    </message>
    <message>
        <source>a network</source>
        <translation>신경망</translation>
    </message>
    <message>
        <source>ONNX operators of version {0} or later</source>
        <translation>버전 {0} 이상의 ONNX 연산자</translation>
    </message>
    <message>
        <source>export the network with opset_version=17</source>
        <translation>opset_version=17을 지정해 신경망을 내보내세요</translation>
    </message>
    <message>
        <source>arrays of at most {0} axes</source>
        <translation>축이 {0}개 이하인 배열</translation>
    </message>
    <message>
        <source>sides of at least 0</source>
        <translation>0 이상인 변의 길이</translation>
    </message>
    <message>
        <source>save weights in the same file: torch.onnx.export(model, args, path, external_data=False)</source>
        <translation>가중치를 같은 파일에 저장하세요: torch.onnx.export(model, args, path, external_data=False)</translation>
    </message>
    <message>
        <source>a file that holds its weights</source>
        <translation>가중치가 들어 있는 파일</translation>
    </message>
    <message>
        <source>weights as floating point numbers</source>
        <translation>부동소수점 수인 가중치</translation>
    </message>
    <message>
        <source>export the network before it is quantised</source>
        <translation>양자화하기 전의 신경망을 내보내세요</translation>
    </message>
    <message>
        <source>operators of at most {0} inputs</source>
        <translation>입력이 {0}개 이하인 연산자</translation>
    </message>
    <message>
        <source>at most {0} operators</source>
        <translation>{0}개 이하의 연산자</translation>
    </message>
    <message>
        <source>operators whose results have different names</source>
        <translation>결과의 이름이 서로 다른 연산자</translation>
    </message>
    <message>
        <source>a smaller network</source>
        <translation>더 작은 신경망</translation>
    </message>
    <message>
        <source>{0} over two axes</source>
        <translation>두 축에 대한 {0}</translation>
    </message>
    <message>
        <source>{0} channels before {1}</source>
        <translation>{1} 앞의 채널 {0}개</translation>
    </message>
    <message>
        <source>a matrix for {0} numbers in {1}</source>
        <translation>{1}: 수 {0}개를 받는 행렬</translation>
    </message>
    <message>
        <source>one softmax at the end</source>
        <translation>끝에 있는 소프트맥스 하나</translation>
    </message>
    <message>
        <source>{0} of {1} channels</source>
        <translation>채널이 {1}개인 {0}</translation>
    </message>
    <message>
        <source>variances above zero in {0}</source>
        <translation>{0}: 0보다 큰 분산</translation>
    </message>
    <message>
        <source>windows without gaps</source>
        <translation>간격이 없는 창</translation>
    </message>
    <message>
        <source>use nn.Upsample(scale_factor=2) without align_corners</source>
        <translation>align_corners 없이 nn.Upsample(scale_factor=2)를 사용하세요</translation>
    </message>
    <message>
        <source>at most {0} rows and columns</source>
        <translation>{0}개 이하의 행과 열</translation>
    </message>
    <message>
        <source>parts of {0} numbers</source>
        <translation>수 {0}개를 나눈 부분</translation>
    </message>
    <message>
        <source>{0} of {1} sides</source>
        <translation>변이 {1}개인 {0}</translation>
    </message>
    <message>
        <source>zeros around a grid</source>
        <translation>격자 둘레의 0</translation>
    </message>
    <message>
        <source>cells in their order in {0}</source>
        <translation>{0}: 순서대로 놓인 칸</translation>
    </message>
    <message>
        <source>cells around a grid in {0}</source>
        <translation>{0}: 격자 둘레의 칸</translation>
    </message>
    <message>
        <source>at most {0} cells around in {1}</source>
        <translation>{1}: 둘레 {0}칸 이하</translation>
    </message>
    <message>
        <source>{0} inputs of {1}</source>
        <translation>{1}의 입력 {0}개</translation>
    </message>
    <message>
        <source>weights of {0} that are in the file</source>
        <translation>파일에 들어 있는 {0}의 가중치</translation>
    </message>
    <message>
        <source>a network of convolutions, pooling, dense layers and what goes with them</source>
        <translation>합성곱, 풀링, 완전 연결층과 이에 딸린 층으로 된 신경망</translation>
    </message>
    <message>
        <source>windows of 1 to {0} cells in {1}</source>
        <translation>{1}: 1~{0}칸 크기의 창</translation>
    </message>
    <message>
        <source>a network of at most {0} levels</source>
        <translation>{0}단계 이하로 중첩된 신경망</translation>
    </message>
    <message>
        <source>a network of at most {0} entries</source>
        <translation>항목이 {0}개 이하인 신경망</translation>
    </message>
    <message>
        <source>convert it with {0}</source>
        <translation>다음과 같이 변환하세요: {0}</translation>
    </message>
    <message>
        <source>a network ({0})</source>
        <translation>신경망({0})</translation>
    </message>
    <message>
        <source>a TensorFlow Lite file</source>
        <translation>TensorFlow Lite 파일</translation>
    </message>
    <message>
        <source>a compressed file</source>
        <translation>압축 파일</translation>
    </message>
    <message>
        <source>finite numbers in {0}</source>
        <translation>{0}: 유한한 수</translation>
    </message>
    <message>
        <source>Left out as hidden or of another kind: {0} (the first is {1}).</source>
        <translation>숨김 파일이거나 형식이 달라 제외: {0}개(첫 파일: {1}).</translation>
    </message>
    <message>
        <source>a network that ends in {0} to {1} scores, one for each class, or in their softmax</source>
        <translation>클래스마다 하나씩 {0}~{1}개의 점수나 그 소프트맥스로 끝나는 신경망</translation>
    </message>
    <message>
        <source>{0} of one cell</source>
        <translation>칸 하나에 대한 {0}</translation>
    </message>
    <message>
        <source>One pixel</source>
        <translation>픽셀 하나</translation>
    </message>
    <message>
        <source>The score of “yes” is the ink of one pixel above the middle.</source>
        <translation>“예”의 점수는 가운데 위 픽셀 하나의 잉크입니다.</translation>
    </message>
    <message>
        <source>One cell</source>
        <translation>칸 하나</translation>
    </message>
    <message>
        <source>The score of “yes” is the mean ink of 4 by 4 pixels below the middle.</source>
        <translation>“예”의 점수는 가운데 아래 4 × 4 픽셀의 평균 잉크입니다.</translation>
    </message>
    <message>
        <source>A stroke on the left</source>
        <translation>왼쪽 획</translation>
    </message>
    <message>
        <source>An empty cell</source>
        <translation>빈 칸</translation>
    </message>
    <message>
        <source>A saturated cell</source>
        <translation>포화된 칸</translation>
    </message>
    <message>
        <source>A moved cell</source>
        <translation>옮겨진 칸</translation>
    </message>
    <message>
        <source>Hand-made network</source>
        <translation>손으로 만든 신경망</translation>
    </message>
    <message>
        <source>0 to 1</source>
        <translation>0~1</translation>
    </message>
    <message>
        <source>0 to 255</source>
        <translation>0~255</translation>
    </message>
    <message>
        <source>−1 to 1</source>
        <translation>−1~1</translation>
    </message>
    <message>
        <source>standardised</source>
        <translation>표준화</translation>
    </message>
    <message>
        <source>if pixels are 0 to 1</source>
        <translation>픽셀이 0~1일 때</translation>
    </message>
    <message>
        <source>if pixels are 0 to 255</source>
        <translation>픽셀이 0~255일 때</translation>
    </message>
    <message>
        <source>if pixels are −1 to 1</source>
        <translation>픽셀이 −1~1일 때</translation>
    </message>
    <message>
        <source>if pixels are standardised</source>
        <translation>픽셀을 표준화했을 때</translation>
    </message>
    <message>
        <source>if pixels are 0 to 1 and inverted</source>
        <translation>픽셀이 0~1이고 반전되었을 때</translation>
    </message>
    <message>
        <source>if pixels are 0 to 255 and inverted</source>
        <translation>픽셀이 0~255이고 반전되었을 때</translation>
    </message>
    <message>
        <source>if pixels are −1 to 1 and inverted</source>
        <translation>픽셀이 −1~1이고 반전되었을 때</translation>
    </message>
    <message>
        <source>if pixels are standardised and inverted</source>
        <translation>픽셀을 표준화하고 반전했을 때</translation>
    </message>
    <message>
        <source>{0}, inverted</source>
        <translation>{0}, 반전</translation>
    </message>
    <message>
        <source>inputs of one shape</source>
        <translation>형태가 같은 입력</translation>
    </message>
    <message>
        <source>a grid of cells before {0}</source>
        <translation>{0} 앞에 격자 모양의 출력</translation>
    </message>
    <message>
        <source>a vector before {0}</source>
        <translation>{0} 앞에 벡터</translation>
    </message>
    <message>
        <source>inputs that can be repeated to one shape</source>
        <translation>반복해서 같은 형태로 만들 수 있는 입력</translation>
    </message>
    <message>
        <source>two inputs</source>
        <translation>입력 두 개</translation>
    </message>
    <message>
        <source>an axis of its inputs</source>
        <translation>입력에 있는 축</translation>
    </message>
    <message>
        <source>inputs that fit side by side</source>
        <translation>나란히 이어 붙일 수 있는 입력</translation>
    </message>
    <message>
        <source>normalised channels</source>
        <translation>채널별 정규화</translation>
    </message>
    <message>
        <source>mean and variance</source>
        <translation>평균과 분산</translation>
    </message>
    <message>
        <source>a variance of at least 0</source>
        <translation>0 이상의 분산</translation>
    </message>
    <message>
        <source>one number or {0}</source>
        <translation>수 하나 또는 {0}개</translation>
    </message>
    <message>
        <source>a shape for {0} numbers</source>
        <translation>수 {0}개에 맞는 형태</translation>
    </message>
    <message>
        <source>an order of 1, 2 and 3</source>
        <translation>1, 2, 3의 순서</translation>
    </message>
    <message>
        <source>an order of all axes</source>
        <translation>모든 축의 순서</translation>
    </message>
    <message>
        <source>output_padding that its strides allow</source>
        <translation>스트라이드에 맞는 output_padding</translation>
    </message>
    <message>
        <source>no model of that name</source>
        <translation>다른 모델이 쓰지 않는 이름</translation>
    </message>
    <message>
        <source>a model that can be read</source>
        <translation>읽을 수 있는 모델</translation>
    </message>
    <message>
        <source>the input scaling</source>
        <translation>입력 스케일링</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>색상</translation>
    </message>
    <message>
        <source>Interpolation</source>
        <translation>보간</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>스케일</translation>
    </message>
    <message>
        <source>Positive only</source>
        <translation>양수만</translation>
    </message>
    <message>
        <source>Signed</source>
        <translation>부호 포함</translation>
    </message>
    <message>
        <source>signed scale, shared by all classes of a [sample]</source>
        <translation>부호 포함, 스케일은 한 [sample]의 모든 클래스에 공통</translation>
    </message>
    <message>
        <source>positive part only, scale shared by all classes of a [sample]</source>
        <translation>양수 부분만, 스케일은 한 [sample]의 모든 클래스에 공통</translation>
    </message>
    <message>
        <source>cubic resizing</source>
        <translation>3차 보간</translation>
    </message>
    <message>
        <source>linear resizing</source>
        <translation>선형 보간</translation>
    </message>
    <message>
        <source>nearest resizing</source>
        <translation>최근접 보간</translation>
    </message>
    <message>
        <source>Model {0}</source>
        <translation>모델 {0}</translation>
    </message>
    <message>
        <source>a page of a lesson (text in UTF-8)</source>
        <translation>수업 페이지(UTF-8 텍스트)</translation>
    </message>
    <message>
        <source>a network for pictures of the shape (h, w, 1) or (h, w, 3), {0} to {1} pixels a side</source>
        <translation>한 변이 {0}~{1}픽셀이고 형태가 (h, w, 1) 또는 (h, w, 3)인 이미지를 받는 신경망</translation>
    </message>
    <message>
        <source>{0}, line {1}: {2}</source>
        <translation>{0}, {1}행: {2}</translation>
    </message>
    <message>
        <source>the figure</source>
        <translation>그림</translation>
    </message>
    <message>
        <source>no true label</source>
        <translation>정답 레이블 없음</translation>
    </message>
    <message>
        <source>true label {0}</source>
        <translation>정답 레이블 {0}</translation>
    </message>
    <message>
        <source>class {0} (predicted)</source>
        <translation>클래스 {0} (예측)</translation>
    </message>
    <message>
        <source>class {0}</source>
        <translation>클래스 {0}</translation>
    </message>
    <message>
        <source>The network could not be loaded. {0}</source>
        <translation>신경망을 불러오지 못했습니다. {0}</translation>
    </message>
    <message>
        <source>Convolution</source>
        <translation>합성곱</translation>
    </message>
    <message>
        <source>{0} has no parameter {1}. Its parameters: {2}.</source>
        <translation>{0}에는 {1} 파라미터가 없습니다. 쓸 수 있는 파라미터: {2}.</translation>
    </message>
    <message>
        <source>The parameter {0} of {1} cannot be {2} here. Choose one of {3}.</source>
        <translation>{1}의 파라미터 {0}에는 {2} 값을 쓸 수 없습니다. 다음 중에서 고르세요: {3}.</translation>
    </message>
    <message>
        <source>Each channel of the last convolution, multiplied by its weight for the class, all added up. This is exact: the mean of the map plus the bias is the score.</source>
        <translation>마지막 합성곱의 채널마다 클래스의 가중치를 곱해 모두 더합니다. 근사가 아니어서, 맵의 평균에 편향을 더하면 정확히 점수가 됩니다.</translation>
    </message>
    <message>
        <source>Each channel of a convolution, multiplied cell by cell by the gradient of the score, all added up. At the last convolution it equals CAM up to a factor; in earlier layers it keeps its signs.</source>
        <translation>합성곱의 채널마다 칸별로 점수의 기울기를 곱해 모두 더합니다. 마지막 합성곱에서는 CAM과 상수 배만큼만 다르고, 앞쪽 층에서도 부호가 남습니다.</translation>
    </message>
    <message>
        <source>Rank correlation, −1 to 1, between two values of each block of 4 × 4 pixels that holds ink: the sum of the map over the block, and the score lost when the block is erased.</source>
        <translation>잉크가 있는 4 × 4 픽셀 블록마다, 맵을 더한 값과 그 블록을 지웠을 때 줄어드는 점수 사이의 순위 상관입니다(−1에서 1). 블록은 서로 겹치지 않습니다.</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>폴더에서 보기</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>열기</translation>
    </message>
    <message>
        <source>training speeds</source>
        <translation>학습 속도 기록</translation>
    </message>
    <message>
        <source>a source of [samples] ({0})</source>
        <translation>[sample] 데이터({0})</translation>
    </message>
    <message>
        <source>labels from 0 to {0} in {1}</source>
        <translation>{1}: 0~{0}의 레이블</translation>
    </message>
    <message>
        <source>{0} to {1} classes</source>
        <translation>클래스 {0}~{1}개</translation>
    </message>
    <message>
        <source>Built-in digits</source>
        <translation>내장 숫자</translation>
    </message>
    <message>
        <source>a folder or a pair of IDX files</source>
        <translation>폴더 또는 IDX 파일 한 쌍</translation>
    </message>
    <message>
        <source>an .npz file</source>
        <translation>.npz 파일</translation>
    </message>
    <message>
        <source>map of class {0}, score {1}</source>
        <translation>클래스 {0}의 맵, 점수 {1}</translation>
    </message>
    <message>
        <source>a system that can write MP4</source>
        <translation>MP4로 저장할 수 있는 시스템</translation>
    </message>
    <message>
        <source>save it as .gif</source>
        <translation>.gif로 저장하세요</translation>
    </message>
    <message>
        <source>{0} is not in [0, 1]</source>
        <translation>{0} 값이 [0, 1] 범위를 벗어났습니다</translation>
    </message>
    <message>
        <source>On the Mistakes page: next, previous [sample]</source>
        <translation>오답 페이지: 다음, 이전 [sample]</translation>
    </message>
    <message>
        <source>On the Mistakes page: tag as “{0}”</source>
        <translation>오답 페이지: “{0}” 태그 붙이기</translation>
    </message>
    <message>
        <source>On the Mistakes page: write a note</source>
        <translation>오답 페이지: 메모 쓰기</translation>
    </message>
    <message>
        <source>all mistakes: {0}</source>
        <translation>전체 오답: {0}개</translation>
    </message>
    <message>
        <source>{0}, one epoch</source>
        <translation>{0}, 1에포크</translation>
    </message>
    <message>
        <source>{0}, {1} epochs</source>
        <translation>{0}, {1}에포크</translation>
    </message>
    <message>
        <source>Data set</source>
        <translation>데이터 세트</translation>
    </message>
    <message>
        <source>{0}, seed {1}</source>
        <translation>{0}, 시드 {1}</translation>
    </message>
    <message>
        <source>Trained</source>
        <translation>학습일</translation>
    </message>
    <message>
        <source>{0} on {1}</source>
        <translation>{1} {0}</translation>
    </message>
    <message>
        <source>Test accuracy</source>
        <translation>테스트 정확도</translation>
    </message>
    <message>
        <source>{0}% of the training [samples]</source>
        <translation>학습용 [sample]의 {0}%</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>학습 데이터 비율</translation>
    </message>
    <message>
        <source>Started from</source>
        <translation>시작 모델</translation>
    </message>
    <message>
        <source>{0} of one [sample], learning rate {1}</source>
        <translation>[sample] 1개씩 {0}번, 학습률 {1}</translation>
    </message>
    <message>
        <source>{0} of {1} [samples], learning rate {2}</source>
        <translation>[sample] {1}개씩 {0}번, 학습률 {2}</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>스텝 수</translation>
    </message>
    <message>
        <source>Scaling: {0} was made by CAM Viewer, which knows its input scaling. Leave it out.</source>
        <translation>입력 스케일링: CAM Viewer에서 만든 모델 {0}에는 이미 정해져 있습니다. 지정하지 마세요.</translation>
    </message>
    <message>
        <source>Internal error: {0}: {1}. The details are in {2}.</source>
        <translation>프로그램 내부 오류: {0}: {1}. 자세한 내용은 {2}에 있습니다.</translation>
    </message>
    <message>
        <source>Index: {2} is beyond the last [sample] of {1}. Choose 0 to {0}.</source>
        <translation>번호: {1}에는 {2}번 [sample] 데이터가 없습니다. 0~{0} 가운데 고르세요.</translation>
    </message>
    <message>
        <source>a file or another program, because {0} is not text</source>
        <translation>파일이나 다른 프로그램({0} 형식은 텍스트가 아님)</translation>
    </message>
    <message>
        <source>it is a terminal</source>
        <translation>터미널입니다</translation>
    </message>
    <message>
        <source>redirect it, for example with &gt; {0}</source>
        <translation>예를 들어 다음과 같이 파일로 보내세요: &gt; {0}</translation>
    </message>
    <message>
        <source>one [sample], because each one has its own {0} file</source>
        <translation>[sample] 하나(각각 따로 {0} 파일이 됨)</translation>
    </message>
    <message>
        <source>there are {0} of them</source>
        <translation>{0}개입니다</translation>
    </message>
    <message>
        <source>--scaling: {0} was made by CAM Viewer, which knows its input scaling. Leave the option out.</source>
        <translation>--scaling: CAM Viewer에서 만든 모델 {0}에는 입력 스케일링이 이미 정해져 있습니다. 이 옵션을 빼세요.</translation>
    </message>
    <message>
        <source>{0} is not of the form KEY=VALUE, for example layer=conv2d</source>
        <translation>{0}: KEY=VALUE 형식이 아닙니다. 예를 들어 layer=conv2d처럼 쓰세요</translation>
    </message>
    <message>
        <source>Standard input is named more than once among the pictures. Name it once.</source>
        <translation>표준 입력: 이미지 목록에 두 번 이상 있습니다. 한 번만 적으세요.</translation>
    </message>
    <message>
        <source>Pictures: {1} are too many for one call. Name at most {0}.</source>
        <translation>이미지: 한 번에 {1}개는 너무 많습니다. {0}개까지만 지정하세요.</translation>
    </message>
    <message>
        <source>the content of a picture file</source>
        <translation>이미지 파일의 내용</translation>
    </message>
    <message>
        <source>type for example: camviewer explain - &lt; seven.png</source>
        <translation>예를 들어 이렇게 쓰세요: camviewer explain - &lt; seven.png</translation>
    </message>
    <message>
        <source>there are too many files</source>
        <translation>파일이 너무 많습니다</translation>
    </message>
    <message>
        <source>name a folder with fewer files, or a pattern such as {0}</source>
        <translation>파일이 더 적은 폴더나 {0} 같은 패턴을 적으세요</translation>
    </message>
    <message>
        <source>there are no pictures</source>
        <translation>이미지가 없습니다</translation>
    </message>
    <message>
        <source>--samples: there are fewer than {1} in this split. Choose 1 to {0}.</source>
        <translation>--samples: 이 데이터 분할에는 {1}개가 없습니다. 1~{0} 가운데 고르세요.</translation>
    </message>
    <message>
        <source>--json: {0} is a file of the model itself. Choose another name for the training history.</source>
        <translation>--json: 모델 자체의 파일입니다({0}). 학습 기록에는 다른 이름을 지정하세요.</translation>
    </message>
    <message>
        <source>an unfinished training</source>
        <translation>끝나지 않은 학습</translation>
    </message>
    <message>
        <source>there is no training</source>
        <translation>학습이 없습니다</translation>
    </message>
    <message>
        <source>check the name after --out, or start one without --resume</source>
        <translation>--out 뒤의 이름을 확인하거나 --resume 없이 새로 시작하세요</translation>
    </message>
    <message>
        <source>--start: a training that continues already has its weights and cannot start from {0}. Leave the option out.</source>
        <translation>--start: 이어서 하는 학습에는 이미 가중치가 있어 {0}에서 시작할 수 없습니다. 이 옵션을 빼세요.</translation>
    </message>
    <message>
        <source>a folder without a training</source>
        <translation>학습이 들어 있지 않은 폴더</translation>
    </message>
    <message>
        <source>it holds an unfinished training</source>
        <translation>끝나지 않은 학습이 들어 있습니다</translation>
    </message>
    <message>
        <source>continue with --resume, or delete the folder to start again</source>
        <translation>--resume으로 이어서 하거나, 폴더를 지우고 새로 시작하세요</translation>
    </message>
    <message>
        <source>{0} The network after step {1} is in {2}.</source>
        <translation>{0} 스텝 {1} 뒤의 신경망은 {2}에 있습니다.</translation>
    </message>
    <message>
        <source>--scaling needs --start with a network that another program made. Leave the option out.</source>
        <translation>--scaling: 다른 프로그램에서 만든 신경망을 --start로 지정할 때만 쓸 수 있습니다. 이 옵션을 빼세요.</translation>
    </message>
    <message>
        <source>--{0}: {2} does not fit the training, which was started with {1}. Leave the option out to continue, or start again under another name.</source>
        <translation>--{0}: 학습을 시작할 때의 값({1})과 다릅니다({2}). 이어서 하려면 이 옵션을 빼고, 아니면 다른 이름으로 새로 시작하세요.</translation>
    </message>
    <message>
        <source>the training history</source>
        <translation>학습 기록</translation>
    </message>
    <message>
        <source>--param: the method {0} is not one of --methods. Add it there.</source>
        <translation>--param: --methods에 없는 방법입니다({0}). --methods에 추가하세요.</translation>
    </message>
    <message>
        <source>--samples: there are fewer than {3} in {1} ({2}). Choose 1 to {0}.</source>
        <translation>--samples: {1}({2})에는 {3}개가 없습니다. 1~{0} 가운데 고르세요.</translation>
    </message>
    <message>
        <source>[Sample]: --index and --image are both given. Use only one of them.</source>
        <translation>[sample]: --index와 --image를 함께 지정했습니다. 하나만 쓰세요.</translation>
    </message>
    <message>
        <source>PySide6: version {0} crashes on Python 3.11. Run: python -m pip install &apos;PySide6-Essentials&lt;6.12&apos;.</source>
        <translation>PySide6: 버전 {0}에서는 Python 3.11이 비정상 종료됩니다. 다음을 실행하세요: python -m pip install &apos;PySide6-Essentials&lt;6.12&apos;.</translation>
    </message>
    <message>
        <source>Window: there is no display, because neither DISPLAY nor WAYLAND_DISPLAY is set. Start it on a desktop, or use &apos;camviewer explain&apos;, which needs no display.</source>
        <translation>창: DISPLAY와 WAYLAND_DISPLAY가 모두 설정되지 않아 화면이 없습니다. 데스크톱에서 시작하거나, 화면이 필요 없는 &apos;camviewer explain&apos;을 쓰세요.</translation>
    </message>
    <message>
        <source>Window: no display answers at DISPLAY={0}. Start it on a desktop, or use &apos;camviewer explain&apos;, which needs no display.</source>
        <translation>창: 응답하는 화면이 없습니다(DISPLAY={0}). 데스크톱에서 시작하거나, 화면이 필요 없는 &apos;camviewer explain&apos;을 쓰세요.</translation>
    </message>
    <message>
        <source>Window: a library that Qt needs is missing ({0}). On Debian or Ubuntu, run: sudo apt-get install {1}.</source>
        <translation>창: Qt에 필요한 라이브러리가 없습니다({0}). Debian이나 Ubuntu에서는 다음을 실행하세요: sudo apt-get install {1}.</translation>
    </message>
    <message>
        <source>{0} is compressed in another way</source>
        <translation>{0} 항목이 다른 방식으로 압축되었습니다</translation>
    </message>
    <message>
        <source>it has too many entries</source>
        <translation>항목이 너무 많습니다</translation>
    </message>
    <message>
        <source>Needed: {0}.</source>
        <translation>필요한 것: {0}.</translation>
    </message>
    <message>
        <source>{0} cannot be used: {1}.</source>
        <translation>{0}: 사용할 수 없습니다. {1}.</translation>
    </message>
    <message>
        <source>{0} cannot be written: {1}.</source>
        <translation>{0}: 저장할 수 없습니다. {1}.</translation>
    </message>
    <message>
        <source>it is {0}</source>
        <translation>{0}입니다</translation>
    </message>
    <message>
        <source>a NumPy array (.npy)</source>
        <translation>NumPy 배열 파일(.npy)</translation>
    </message>
    <message>
        <source>a text file</source>
        <translation>텍스트 파일</translation>
    </message>
    <message>
        <source>an HDF5 file, such as a Keras network (.h5)</source>
        <translation>Keras 신경망(.h5) 같은 HDF5 파일</translation>
    </message>
    <message>
        <source>a Python pickle, which may run code when it is opened</source>
        <translation>열 때 코드가 실행될 수 있는 Python 피클 파일</translation>
    </message>
    <message>
        <source>a video, or a photo of another kind</source>
        <translation>동영상이거나 다른 형식의 사진</translation>
    </message>
    <message>
        <source>a file of NumPy arrays (.npz)</source>
        <translation>NumPy 배열 파일(.npz)</translation>
    </message>
    <message>
        <source>a Keras network (.keras)</source>
        <translation>Keras 신경망 파일(.keras)</translation>
    </message>
    <message>
        <source>a PyTorch file, which may run code when it is opened</source>
        <translation>열 때 코드가 실행될 수 있는 PyTorch 파일</translation>
    </message>
    <message>
        <source>there is no file of that name</source>
        <translation>그런 이름의 파일이 없습니다</translation>
    </message>
    <message>
        <source>it is a folder</source>
        <translation>폴더입니다</translation>
    </message>
    <message>
        <source>choose a file in it</source>
        <translation>그 안에 있는 파일을 고르세요</translation>
    </message>
    <message>
        <source>it is a pipe or a device</source>
        <translation>파이프나 장치입니다</translation>
    </message>
    <message>
        <source>save what it gives to a file</source>
        <translation>그 내용을 파일로 저장하세요</translation>
    </message>
    <message>
        <source>it is an empty file (0 bytes)</source>
        <translation>빈 파일입니다(0바이트)</translation>
    </message>
    <message>
        <source>it is too large</source>
        <translation>파일이 너무 큽니다</translation>
    </message>
    <message>
        <source>{0} is not a folder</source>
        <translation>폴더가 아닙니다({0})</translation>
    </message>
    <message>
        <source>it is write-protected</source>
        <translation>쓰기가 금지된 파일입니다</translation>
    </message>
    <message>
        <source>there is already a file of that name</source>
        <translation>같은 이름의 파일이 이미 있습니다</translation>
    </message>
    <message>
        <source>permission was denied</source>
        <translation>권한이 없습니다</translation>
    </message>
    <message>
        <source>the disk is read-only</source>
        <translation>읽기 전용 디스크입니다</translation>
    </message>
    <message>
        <source>the disk is full</source>
        <translation>디스크가 가득 찼습니다</translation>
    </message>
    <message>
        <source>your disk quota is used up</source>
        <translation>디스크 할당량을 모두 썼습니다</translation>
    </message>
    <message>
        <source>its name is too long</source>
        <translation>이름이 너무 깁니다</translation>
    </message>
    <message>
        <source>its header has {0} bytes</source>
        <translation>헤더가 {0}바이트입니다</translation>
    </message>
    <message>
        <source>the shape is {0}</source>
        <translation>형태가 {0}입니다</translation>
    </message>
    <message>
        <source>{0} has Python objects, which are never read</source>
        <translation>{0} 항목에 Python 객체가 들어 있어 읽지 않습니다</translation>
    </message>
    <message>
        <source>{0} does not have the size given in its header</source>
        <translation>{0} 항목의 크기가 헤더와 다릅니다</translation>
    </message>
    <message>
        <source>{0}: {2} is not known. Choose one of {1}.</source>
        <translation>{0}: 알 수 없는 값입니다({2}). 다음 중에서 고르세요: {1}.</translation>
    </message>
    <message>
        <source>Internal error: {0}: {1}</source>
        <translation>프로그램 내부 오류: {0}: {1}</translation>
    </message>
    <message>
        <source>{0}: it is not known which arrays are the [samples].</source>
        <translation>{0}: 어떤 배열이 [sample]인지 알 수 없습니다.</translation>
    </message>
    <message>
        <source>{0} has other [samples] than when this document was saved, so its evaluation is left out. Evaluate again.</source>
        <translation>문서를 저장한 뒤 {0}의 [sample]가 바뀌어 평가 결과는 뺐습니다. 다시 평가하세요.</translation>
    </message>
    <message>
        <source>{0}, which was evaluated in this document, is not here, so its evaluation is left out. Save the document again with its networks included.</source>
        <translation>문서에서 평가한 {0} 모델이 여기에 없어 평가 결과는 뺐습니다. 신경망을 포함하여 문서를 다시 저장하세요.</translation>
    </message>
    <message>
        <source>the training history of {0}</source>
        <translation>{0}의 학습 기록</translation>
    </message>
    <message>
        <source>it belongs to a network with other weights</source>
        <translation>가중치가 다른 신경망의 기록입니다</translation>
    </message>
    <message>
        <source>{0} failed. The log says more.</source>
        <translation>{0} 방법이 실패했습니다. 자세한 내용은 로그에 있습니다.</translation>
    </message>
    <message>
        <source>Corruption</source>
        <translation>손상</translation>
    </message>
    <message>
        <source>Blur</source>
        <translation>흐림</translation>
    </message>
    <message>
        <source>Glass blur</source>
        <translation>유리 흐림</translation>
    </message>
    <message>
        <source>Motion blur</source>
        <translation>움직임 흐림</translation>
    </message>
    <message>
        <source>Rotation</source>
        <translation>회전</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>이동</translation>
    </message>
    <message>
        <source>Slant</source>
        <translation>기울임</translation>
    </message>
    <message>
        <source>Lost contrast</source>
        <translation>대비 감소</translation>
    </message>
    <message>
        <source>Brightness</source>
        <translation>밝기</translation>
    </message>
    <message>
        <source>Fog</source>
        <translation>안개</translation>
    </message>
    <message>
        <source>Gaussian noise</source>
        <translation>가우스 잡음</translation>
    </message>
    <message>
        <source>Shot noise</source>
        <translation>샷 잡음</translation>
    </message>
    <message>
        <source>Impulse noise</source>
        <translation>점 잡음</translation>
    </message>
    <message>
        <source>Stripes</source>
        <translation>줄무늬</translation>
    </message>
    <message>
        <source>Spatter</source>
        <translation>얼룩</translation>
    </message>
    <message>
        <source>Dotted line</source>
        <translation>점선</translation>
    </message>
    <message>
        <source>Zigzag</source>
        <translation>지그재그</translation>
    </message>
    <message>
        <source>Canny edges</source>
        <translation>캐니 윤곽선</translation>
    </message>
    <message>
        <source>Thickness</source>
        <translation>굵기</translation>
    </message>
    <message>
        <source>{0} has no labels, which accuracy, mistakes and training need. Open [samples] with labels.</source>
        <translation>{0}에는 레이블이 없어 정확도와 오답을 알 수 없고 학습도 할 수 없습니다. 레이블이 있는 [sample] 데이터를 여세요.</translation>
    </message>
    <message>
        <source>These [samples] have no labels, which accuracy, mistakes and training need. Open [samples] with labels.</source>
        <translation>이 [sample] 데이터에는 레이블이 없어 정확도와 오답을 알 수 없고 학습도 할 수 없습니다. 레이블이 있는 [sample] 데이터를 여세요.</translation>
    </message>
    <message>
        <source>{0} has no [samples]. Choose another split.</source>
        <translation>{0}: [sample] 데이터가 없습니다. 다른 데이터 분할을 고르세요.</translation>
    </message>
    <message>
        <source>{0} has no training [samples]. Open a data set that has some, such as a folder with train and test in it.</source>
        <translation>{0}에는 학습용 [sample] 데이터가 없습니다. &apos;train&apos;과 &apos;test&apos;가 든 폴더처럼 학습용 데이터가 있는 데이터 세트를 여세요.</translation>
    </message>
    <message>
        <source>converted to grey</source>
        <translation>흑백으로 변환</translation>
    </message>
    <message>
        <source>Scenes: the [samples] have too few classes ({0}). Choose [samples] of two or more classes.</source>
        <translation>장면: [sample] 데이터의 클래스가 너무 적습니다({0}개). 클래스가 둘 이상인 [sample] 데이터를 고르세요.</translation>
    </message>
    <message>
        <source>scale the picture down, or crop it to the digit</source>
        <translation>이미지를 줄이거나 숫자 부분만 잘라 내세요</translation>
    </message>
    <message>
        <source>it has {0} MB</source>
        <translation>{0} MB입니다</translation>
    </message>
    <message>
        <source>it has far too many pixels</source>
        <translation>픽셀이 지나치게 많습니다</translation>
    </message>
    <message>
        <source>it is a damaged {0} file ({1})</source>
        <translation>손상된 {0} 파일입니다({1})</translation>
    </message>
    <message>
        <source>it has {0} × {1} pixels</source>
        <translation>{0} × {1}픽셀입니다</translation>
    </message>
    <message>
        <source>it has {0} scans</source>
        <translation>스캔이 {0}개입니다</translation>
    </message>
    <message>
        <source>it is a file of another kind</source>
        <translation>다른 형식의 파일입니다</translation>
    </message>
    <message>
        <source>it has no ink</source>
        <translation>잉크가 없습니다</translation>
    </message>
    <message>
        <source>choose a picture with more contrast</source>
        <translation>대비가 더 뚜렷한 이미지를 고르세요</translation>
    </message>
    <message>
        <source>it shows {0} digits</source>
        <translation>숫자가 {0}개 있습니다</translation>
    </message>
    <message>
        <source>crop it to one of them, or open the picture in the window</source>
        <translation>하나만 잘라 내거나 창에서 이미지를 여세요</translation>
    </message>
    <message>
        <source>the settings of [samples]</source>
        <translation>[sample] 데이터 설정</translation>
    </message>
    <message>
        <source>put pictures into a folder, or numbers into a CSV or .npz file</source>
        <translation>이미지는 폴더에, 수치는 CSV나 .npz 파일에 넣으세요</translation>
    </message>
    <message>
        <source>its content is damaged ({0})</source>
        <translation>내용이 손상되었습니다({0})</translation>
    </message>
    <message>
        <source>download or copy the file again</source>
        <translation>파일을 다시 받거나 복사하세요</translation>
    </message>
    <message>
        <source>{0} labels in {1}, one for each picture</source>
        <translation>{1}: 이미지마다 하나씩 레이블 {0}개</translation>
    </message>
    <message>
        <source>it has {0} labels</source>
        <translation>레이블이 {0}개입니다</translation>
    </message>
    <message>
        <source>use fewer [samples]</source>
        <translation>[sample] 수를 줄이세요</translation>
    </message>
    <message>
        <source>the number of classes is {0}</source>
        <translation>클래스가 {0}개입니다</translation>
    </message>
    <message>
        <source>it has no [samples]</source>
        <translation>[sample] 데이터가 없습니다</translation>
    </message>
    <message>
        <source>it has no arrays</source>
        <translation>배열이 없습니다</translation>
    </message>
    <message>
        <source>{0} of {1} pixels like the others</source>
        <translation>다른 것과 같은 {1}픽셀의 {0}</translation>
    </message>
    <message>
        <source>its numbers are of the kind {0}</source>
        <translation>수의 형식이 {0}입니다</translation>
    </message>
    <message>
        <source>a different name for each class</source>
        <translation>클래스마다 서로 다른 이름</translation>
    </message>
    <message>
        <source>names are missing, too long or used twice</source>
        <translation>이름이 빠졌거나 너무 길거나 중복되었습니다</translation>
    </message>
    <message>
        <source>a text table with a line for each picture: its label and its pixels</source>
        <translation>한 줄에 이미지 하나씩, 레이블과 픽셀이 적힌 텍스트 표</translation>
    </message>
    <message>
        <source>it has no table called train or test</source>
        <translation>&apos;train&apos;이나 &apos;test&apos;라는 이름의 표가 없습니다</translation>
    </message>
    <message>
        <source>EMNIST stores its pictures lying on their side; they are shown upright.</source>
        <translation>EMNIST는 이미지를 옆으로 눕혀 저장하므로 바로 세워서 보여 줍니다.</translation>
    </message>
    <message>
        <source>the line is of another kind</source>
        <translation>형식이 다른 줄입니다</translation>
    </message>
    <message>
        <source>it has no line with a picture</source>
        <translation>이미지가 적힌 줄이 없습니다</translation>
    </message>
    <message>
        <source>a label and the pixels of a square picture in each line</source>
        <translation>줄마다 레이블 하나와 정사각형 이미지의 픽셀</translation>
    </message>
    <message>
        <source>the number of columns is {0}</source>
        <translation>열이 {0}개입니다</translation>
    </message>
    <message>
        <source>the table is too large</source>
        <translation>표가 너무 큽니다</translation>
    </message>
    <message>
        <source>The pictures are larger than {0} pixels a side; all are resized to {1} × {2}.</source>
        <translation>이미지의 한 변이 {0}픽셀보다 커서 모두 {1} × {2}픽셀로 줄였습니다.</translation>
    </message>
    <message>
        <source>The pictures differ in size; all are resized to the most common one, {0} × {1}.</source>
        <translation>이미지의 크기가 서로 달라 모두 가장 흔한 크기인 {0} × {1}픽셀로 맞췄습니다.</translation>
    </message>
    <message>
        <source>it holds several data sets</source>
        <translation>데이터 세트가 여러 개 있습니다</translation>
    </message>
    <message>
        <source>there are no such files</source>
        <translation>그런 파일이 없습니다</translation>
    </message>
    <message>
        <source>open the folder that holds them</source>
        <translation>그 파일들이 든 폴더를 여세요</translation>
    </message>
    <message>
        <source>its labels next to it</source>
        <translation>같은 폴더에 있는 레이블 파일</translation>
    </message>
    <message>
        <source>its pictures next to it</source>
        <translation>같은 폴더에 있는 이미지 파일</translation>
    </message>
    <message>
        <source>there is no file of a matching name</source>
        <translation>짝이 되는 이름의 파일이 없습니다</translation>
    </message>
    <message>
        <source>give the two files the same name but for &apos;images&apos; in one and &apos;labels&apos; in the other</source>
        <translation>한쪽의 &apos;images&apos;와 다른 쪽의 &apos;labels&apos;만 빼고 두 파일의 이름을 같게 하세요</translation>
    </message>
    <message>
        <source>it has too many values</source>
        <translation>값이 너무 많습니다</translation>
    </message>
    <message>
        <source>it has {0} values</source>
        <translation>값이 {0}개입니다</translation>
    </message>
    <message>
        <source>it begins with 0x{0}</source>
        <translation>0x{0} 바이트로 시작합니다</translation>
    </message>
    <message>
        <source>it has the value {0}</source>
        <translation>값이 {0}입니다</translation>
    </message>
    <message>
        <source>one label for each picture in {0}, or rows with a single 1</source>
        <translation>{0}: 이미지마다 레이블 하나, 또는 1이 하나뿐인 행</translation>
    </message>
    <message>
        <source>the shape is {0}, with other rows</source>
        <translation>형태가 {0}이고 행의 내용이 다릅니다</translation>
    </message>
    <message>
        <source>its labels go from {0} to {1}</source>
        <translation>레이블이 {0}~{1}입니다</translation>
    </message>
    <message>
        <source>there is no such file there, in CAMVIEWER_DATA or in the cache of Keras</source>
        <translation>이 위치에도, CAMVIEWER_DATA와 Keras 캐시에도 파일이 없습니다</translation>
    </message>
    <message>
        <source>download it from {0}, or use the built-in digits</source>
        <translation>{0} 주소에서 받거나 내장 숫자를 쓰세요</translation>
    </message>
    <message>
        <source>its SHA-256 is {0}</source>
        <translation>SHA-256 값이 {0}입니다</translation>
    </message>
    <message>
        <source>delete the file and download it again, or open it by its path as other digits</source>
        <translation>파일을 지우고 다시 받거나, 경로를 지정해 다른 숫자 데이터로 여세요</translation>
    </message>
    <message>
        <source>{0}: what was downloaded is not MNIST. Try again, or {1}.</source>
        <translation>{0}: 받은 파일이 MNIST가 아닙니다. 다시 시도하거나 다음과 같이 하세요: {1}.</translation>
    </message>
    <message>
        <source>download {0} on another computer and put it into {1} (the built-in digits need no internet connection)</source>
        <translation>다른 컴퓨터에서 {0} 파일을 받아 {1} 폴더에 넣으세요(내장 숫자는 인터넷 없이 쓸 수 있습니다)</translation>
    </message>
    <message>
        <source>{0}: MNIST could not be downloaded ({1}). Try again, or {2}.</source>
        <translation>{0}: MNIST를 받지 못했습니다({1}). 다시 시도하거나 다음과 같이 하세요: {2}.</translation>
    </message>
    <message>
        <source>the download was interrupted</source>
        <translation>내려받기가 중단되었습니다</translation>
    </message>
    <message>
        <source>there was no answer ({0})</source>
        <translation>응답이 없습니다({0})</translation>
    </message>
    <message>
        <source>What was downloaded has more than {0} bytes, so it is not MNIST. Try again later.</source>
        <translation>받은 파일이 {0}바이트보다 커서 MNIST가 아닙니다. 나중에 다시 시도하세요.</translation>
    </message>
    <message>
        <source>it holds {0}</source>
        <translation>들어 있는 항목: {0}</translation>
    </message>
    <message>
        <source>one short name for each class in {0}</source>
        <translation>{0}: 클래스마다 짧은 이름 하나</translation>
    </message>
    <message>
        <source>it is compressed in another way</source>
        <translation>다른 방식으로 압축되었습니다</translation>
    </message>
    <message>
        <source>save it with numpy.savez_compressed</source>
        <translation>numpy.savez_compressed로 저장하세요</translation>
    </message>
    <message>
        <source>there is no picture</source>
        <translation>이미지가 없습니다</translation>
    </message>
    <message>
        <source>there is no such file in it</source>
        <translation>그 안에 그런 파일이 없습니다</translation>
    </message>
    <message>
        <source>it has the columns {0}</source>
        <translation>열 이름이 {0}입니다</translation>
    </message>
    <message>
        <source>it has infinite numbers or NaN</source>
        <translation>무한대나 NaN이 있습니다</translation>
    </message>
    <message>
        <source>put 0 in their place, or leave those pictures out</source>
        <translation>그 자리에 0을 넣거나 그 이미지를 빼세요</translation>
    </message>
    <message>
        <source>its values go from {0} to {1}</source>
        <translation>값이 {0}~{1}입니다</translation>
    </message>
    <message>
        <source>save the pictures before they are standardised</source>
        <translation>표준화하기 전의 이미지를 저장하세요</translation>
    </message>
    <message>
        <source>a folder with pictures in it, for example in one folder for each class</source>
        <translation>이미지가 든 폴더(예: 클래스마다 폴더 하나)</translation>
    </message>
    <message>
        <source>it is not a folder</source>
        <translation>폴더가 아닙니다</translation>
    </message>
    <message>
        <source>there are no pictures in it</source>
        <translation>이미지가 없습니다</translation>
    </message>
    <message>
        <source>it has no readable pictures ({0} damaged files)</source>
        <translation>읽을 수 있는 이미지가 없습니다(손상된 파일 {0}개)</translation>
    </message>
    <message>
        <source>it has no pictures (other files: {0})</source>
        <translation>이미지가 없습니다(다른 파일 {0}개)</translation>
    </message>
    <message>
        <source>Left out as unreadable pictures: {0} (the first is {1}).</source>
        <translation>이미지로 읽을 수 없어 제외: {0}개(첫 파일: {1}).</translation>
    </message>
    <message>
        <source>Left out because they are not in the folder of a class: {0}.</source>
        <translation>클래스 폴더 안에 있지 않아 제외: {0}개.</translation>
    </message>
    <message>
        <source>it has too many files</source>
        <translation>파일이 너무 많습니다</translation>
    </message>
    <message>
        <source>it has Python objects, which are never read</source>
        <translation>Python 객체가 들어 있어 읽지 않습니다</translation>
    </message>
    <message>
        <source>it ends after {0} bytes</source>
        <translation>{0}바이트에서 끝납니다</translation>
    </message>
    <message>
        <source>it has {0} bytes</source>
        <translation>{0}바이트입니다</translation>
    </message>
    <message>
        <source>the same {0} as before</source>
        <translation>열었을 때와 같은 {0}</translation>
    </message>
    <message>
        <source>the file has changed</source>
        <translation>파일이 바뀌었습니다</translation>
    </message>
    <message>
        <source>a document of CAM Viewer</source>
        <translation>CAM Viewer 문서</translation>
    </message>
    <message>
        <source>the document</source>
        <translation>문서</translation>
    </message>
    <message>
        <source>its content is of another kind</source>
        <translation>내용이 다른 종류입니다</translation>
    </message>
    <message>
        <source>its content is of another kind or damaged</source>
        <translation>내용이 다른 종류이거나 손상되었습니다</translation>
    </message>
    <message>
        <source>This document was saved by a newer version of CAM Viewer. What this version does not know is left out. Update CAM Viewer to see all of it.</source>
        <translation>더 새로운 버전의 CAM Viewer에서 저장한 문서입니다. 이 버전이 모르는 내용은 뺐습니다. 모두 보려면 CAM Viewer를 업데이트하세요.</translation>
    </message>
    <message>
        <source>an evaluation of a network</source>
        <translation>신경망 평가 결과</translation>
    </message>
    <message>
        <source>an included network</source>
        <translation>포함된 신경망</translation>
    </message>
    <message>
        <source>the notes</source>
        <translation>메모</translation>
    </message>
    <message>
        <source>the names of clusters</source>
        <translation>오답 유형의 이름</translation>
    </message>
    <message>
        <source>the included [samples]</source>
        <translation>포함된 [sample]</translation>
    </message>
    <message>
        <source>{0}: this part of the document is damaged and was left out.</source>
        <translation>{0}: 문서의 이 부분은 손상되어 뺐습니다.</translation>
    </message>
    <message>
        <source>a list of [samples] (CSV), or the notes of CAM Viewer</source>
        <translation>[sample] 목록(CSV)이나 CAM Viewer의 메모 파일</translation>
    </message>
    <message>
        <source>it has no tags and notes on these [samples]</source>
        <translation>이 [sample] 데이터에 대한 태그와 메모가 없습니다</translation>
    </message>
    <message>
        <source>evaluate the [samples] that it is about first</source>
        <translation>그 파일이 다루는 [sample] 데이터를 먼저 평가하세요</translation>
    </message>
    <message>
        <source>it has no notes</source>
        <translation>메모가 없습니다</translation>
    </message>
    <message>
        <source>it has no column {0}</source>
        <translation>열이 없습니다({0})</translation>
    </message>
    <message>
        <source>the file is damaged ({0})</source>
        <translation>손상된 파일입니다({0})</translation>
    </message>
    <message>
        <source>Tag: {1} cannot be a name. Choose one of 1 to {0} letters without a semicolon.</source>
        <translation>태그: 이름으로 쓸 수 없습니다({1}). 세미콜론 없이 1~{0}자로 된 이름을 고르세요.</translation>
    </message>
    <message>
        <source>the version is {0}</source>
        <translation>버전이 {0}입니다</translation>
    </message>
    <message>
        <source>the list of suspected labels</source>
        <translation>의심스러운 레이블 목록</translation>
    </message>
    <message>
        <source>it unpacks to too many bytes</source>
        <translation>압축을 풀면 너무 큽니다</translation>
    </message>
    <message>
        <source>a file cannot have this name</source>
        <translation>파일에 쓸 수 없는 이름입니다</translation>
    </message>
    <message>
        <source>another program is writing it</source>
        <translation>다른 프로그램이 쓰고 있습니다</translation>
    </message>
    <message>
        <source>try again in a moment</source>
        <translation>잠시 후 다시 해 보세요</translation>
    </message>
    <message>
        <source>{0} has a damaged header</source>
        <translation>{0}의 헤더가 손상되었습니다</translation>
    </message>
    <message>
        <source>No [samples] are held out, so nothing can be judged. Open more [samples].</source>
        <translation>판정용으로 남은 [sample]이(가) 없어서 판정할 수 없습니다. [sample]이(가) 더 많은 데이터를 여세요.</translation>
    </message>
    <message>
        <source>{0} has no class {1}. Choose another network.</source>
        <translation>신경망 {0}에는 클래스 {1}번이 없습니다. 다른 신경망을 고르세요.</translation>
    </message>
    <message>
        <source>This document has no evaluation, so there is nothing to report. Evaluate a network, and save the document again.</source>
        <translation>이 문서에는 평가 결과가 없어 보고할 내용이 없습니다. 신경망을 평가한 뒤 문서를 다시 저장하세요.</translation>
    </message>
    <message>
        <source>Report of CAM Viewer {0}</source>
        <translation>CAM Viewer {0} 보고서</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>신경망</translation>
    </message>
    <message>
        <source>[Samples]</source>
        <translation>[sample] 수</translation>
    </message>
    <message>
        <source>What was evaluated</source>
        <translation>평가한 것</translation>
    </message>
    <message>
        <source>{0} of {1} [samples] are misclassified.</source>
        <translation>[sample] {1}개 가운데 {0}개가 오답입니다.</translation>
    </message>
    <message>
        <source>label → prediction</source>
        <translation>레이블 → 예측</translation>
    </message>
    <message>
        <source>mistakes</source>
        <translation>오답</translation>
    </message>
    <message>
        <source>label ↓, prediction →</source>
        <translation>레이블 ↓, 예측 →</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>찾은 것</translation>
    </message>
    <message>
        <source>{0} [samples] are selected.</source>
        <translation>[sample] {0}개를 골랐습니다.</translation>
    </message>
    <message>
        <source>{0} [samples] are selected: {1}.</source>
        <translation>[sample] {0}개를 골랐습니다: {1}.</translation>
    </message>
    <message>
        <source>The first {0} are shown.</source>
        <translation>처음 {0}개를 보여 줍니다.</translation>
    </message>
    <message>
        <source>Each with the map of the predicted class and, where it is another, that of the label; red speaks for the class, blue against it.</source>
        <translation>각각 예측한 클래스의 맵이 있고, 레이블이 다르면 레이블의 맵도 있습니다. 빨강은 그 클래스라는 근거, 파랑은 아니라는 근거입니다.</translation>
    </message>
    <message>
        <source>The selection, and why</source>
        <translation>고른 [sample]와 그 이유</translation>
    </message>
    <message>
        <source>tag</source>
        <translation>태그</translation>
    </message>
    <message>
        <source>[samples]</source>
        <translation>개수</translation>
    </message>
    <message>
        <source>Tags and notes</source>
        <translation>태그와 메모</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>레이블</translation>
    </message>
    <message>
        <source>Labels looked at: {0}; wrong: {1}; undecided: {2}.</source>
        <translation>살펴본 레이블: {0}개, 틀린 레이블: {1}개, 결정하지 못한 레이블: {2}개.</translation>
    </message>
    <message>
        <source>All figures in this report count the corrected labels.</source>
        <translation>이 보고서의 수치는 모두 수정한 레이블 기준입니다.</translation>
    </message>
    <message>
        <source>All figures in this report count the labels of the file.</source>
        <translation>이 보고서의 수치는 모두 파일의 레이블 기준입니다.</translation>
    </message>
    <message>
        <source>label → correction</source>
        <translation>레이블 → 수정한 레이블</translation>
    </message>
    <message>
        <source>How far to trust a probability</source>
        <translation>확률을 얼마나 믿을 수 있는지</translation>
    </message>
    <message>
        <source>calibration error</source>
        <translation>보정 오차</translation>
    </message>
    <message>
        <source>Brier score</source>
        <translation>브라이어 점수</translation>
    </message>
    <message>
        <source>log loss</source>
        <translation>로그 손실</translation>
    </message>
    <message>
        <source>as they are</source>
        <translation>그대로</translation>
    </message>
    <message>
        <source>temperature {0}</source>
        <translation>온도 {0}</translation>
    </message>
    <message>
        <source>fixed</source>
        <translation>고쳐짐</translation>
    </message>
    <message>
        <source>broken</source>
        <translation>새로 틀림</translation>
    </message>
    <message>
        <source>both wrong</source>
        <translation>둘 다 오답</translation>
    </message>
    <message>
        <source>both right</source>
        <translation>둘 다 정답</translation>
    </message>
    <message>
        <source>{0} against {1}, on the same [samples].</source>
        <translation>같은 [sample]로 {1} 모델과 {0} 모델을 비교했습니다.</translation>
    </message>
    <message>
        <source>The proof</source>
        <translation>근거</translation>
    </message>
    <message>
        <source>Fixed</source>
        <translation>고쳐짐</translation>
    </message>
    <message>
        <source>Broken</source>
        <translation>새로 틀림</translation>
    </message>
    <message>
        <source>{0} percentage points</source>
        <translation>{0}%p</translation>
    </message>
    <message>
        <source>For {0} selected [samples], {1} was made. Remedy: {2}.</source>
        <translation>고른 [sample] {0}개를 위해 {1} 모델을 만들었습니다. 개선책: {2}.</translation>
    </message>
    <message>
        <source>What was done</source>
        <translation>한 일</translation>
    </message>
    <message>
        <source>all that are held out</source>
        <translation>판정용 전체</translation>
    </message>
    <message>
        <source>selected</source>
        <translation>고른 것</translation>
    </message>
    <message>
        <source>similar to these</source>
        <translation>이와 비슷한 것</translation>
    </message>
    <message>
        <source>worse: {0}</source>
        <translation>나빠짐: {0}</translation>
    </message>
    <message>
        <source>correct before</source>
        <translation>이전 정답</translation>
    </message>
    <message>
        <source>after</source>
        <translation>이후</translation>
    </message>
    <message>
        <source>Better, and nothing is significantly worse.</source>
        <translation>더 나아졌고, 유의하게 나빠진 것은 없습니다.</translation>
    </message>
    <message>
        <source>Better at one thing, worse at another.</source>
        <translation>나아진 것도 있고 나빠진 것도 있습니다.</translation>
    </message>
    <message>
        <source>Worse.</source>
        <translation>더 나빠졌습니다.</translation>
    </message>
    <message>
        <source>Only different: no more changed than by chance.</source>
        <translation>달라졌을 뿐입니다. 우연보다 크게 바뀌지 않았습니다.</translation>
    </message>
    <message>
        <source>Judged by test [samples] that no training and no remedy has seen.</source>
        <translation>학습에도 개선책에도 쓰지 않은 테스트용 [sample]로 판정했습니다.</translation>
    </message>
    <message>
        <source>{0}: its input scaling in this document cannot be used: {1}. Choose it anew.</source>
        <translation>{0}: 이 문서에 든 입력 스케일링을 쓸 수 없습니다({1}). 다시 고르세요.</translation>
    </message>
    <message>
        <source>{0} is given its input in another way here than when this document was saved. Choose the input scaling {1} for it, then open the document again.</source>
        <translation>{0}: 문서를 저장했을 때와 입력 스케일링이 다릅니다. 입력 스케일링을 ‘{1}’ 항목으로 고르고 문서를 다시 여세요.</translation>
    </message>
    <message>
        <source>No training [sample] has another label now than in its file. Correct labels of training [samples], or choose another remedy.</source>
        <translation>학습용 [sample] 가운데 레이블이 파일과 달라진 것이 없습니다. 학습용 [sample] 레이블을 수정하거나 다른 개선책을 고르세요.</translation>
    </message>
    <message>
        <source>{0} (test)</source>
        <translation>{0} (테스트)</translation>
    </message>
    <message>
        <source>{0} (training)</source>
        <translation>{0} (학습용)</translation>
    </message>
    <message>
        <source>{0} (training and test)</source>
        <translation>{0} (학습용과 테스트)</translation>
    </message>
    <message>
        <source>{0} [samples]: label → prediction before | after, with the map of each prediction.</source>
        <translation>[sample] {0}개: 레이블 → 이전 예측 | 이후 예측, 각 예측의 맵과 함께 보입니다.</translation>
    </message>
    <message>
        <source>{0} misclassifies {1} of {2} [samples]; its accuracy is {3}.</source>
        <translation>{0}: [sample] {2}개 가운데 {1}개가 오답이고 정확도는 {3}입니다.</translation>
    </message>
    <message>
        <source>Accuracy on {0} [samples] that are held out: {1} before, {2} after.</source>
        <translation>판정용 [sample] {0}개의 정확도: 이전 {1}, 이후 {2}.</translation>
    </message>
    <message>
        <source>In short</source>
        <translation>요약</translation>
    </message>
    <message>
        <source>The verdict</source>
        <translation>판정</translation>
    </message>
    <message>
        <source>The accuracy changes by {0} (95% interval {1} to {2}); McNemar&apos;s exact test: p {3}.</source>
        <translation>정확도 변화: {0}(95% 신뢰 구간 {1}에서 {2}까지). 맥니마 정확 검정: p {3}.</translation>
    </message>
    <message>
        <source>Not all [samples] of this document are here. The map, the queue, the clusters, the sweeps and the verdict that it holds are left out.</source>
        <translation>이 문서의 [sample] 가운데 일부가 없습니다. 문서에 든 지도, 의심스러운 레이블 목록, 오답 유형, 강도별 시험, 판정은 빼고 열었습니다.</translation>
    </message>
    <message>
        <source>Labels are corrected otherwise here than when this document was saved, so what was found by them is left out. Find the clusters and judge the fix again.</source>
        <translation>문서를 저장했을 때와 레이블 수정이 달라, 그 레이블로 얻은 결과는 빼고 열었습니다. 오답 유형을 다시 찾고 개선을 다시 판정하세요.</translation>
    </message>
    <message>
        <source>{0} has fewer [samples] than before. Put the missing ones back, or evaluate again.</source>
        <translation>{0}: [sample]이(가) 전보다 적습니다. 없어진 것을 되돌려 놓거나 다시 평가하세요.</translation>
    </message>
    <message>
        <source>{0} has pictures of another size or colour than {1} and cannot be added. Choose others.</source>
        <translation>{0}: 이미지의 크기나 색이 {1}의 이미지와 달라서 더할 수 없습니다. 다른 것을 고르세요.</translation>
    </message>
    <message>
        <source>{0} has {1} classes and cannot be added to {2}, which has {3}. Choose others.</source>
        <translation>{0}: 클래스가 {1}개라서 클래스가 {3}개인 {2} 데이터에 더할 수 없습니다. 다른 것을 고르세요.</translation>
    </message>
    <message>
        <source>{0} has no labels and cannot be added. Open pictures that are sorted into a folder for each class.</source>
        <translation>{0}: 레이블이 없어서 더할 수 없습니다. 클래스별 폴더에 나누어 담은 이미지를 여세요.</translation>
    </message>
    <message>
        <source>{0} has only [samples] that are held out for the verdict. Choose others.</source>
        <translation>{0}: 판정용 [sample]만 있습니다. 다른 것을 고르세요.</translation>
    </message>
    <message>
        <source>pictures in {0}</source>
        <translation>이미지({0})</translation>
    </message>
    <message>
        <source>the input scaling of networks</source>
        <translation>신경망의 입력 스케일링</translation>
    </message>
    <message>
        <source>the file is damaged</source>
        <translation>파일이 손상되었습니다</translation>
    </message>
    <message>
        <source>what could be read of it is used, and it is kept as {0}</source>
        <translation>읽을 수 있는 내용은 그대로 쓰고, 손상된 파일은 {0} 이름으로 보관했습니다</translation>
    </message>
    <message>
        <source>what could be read of it and of the copy of an earlier start is used, and it is kept as {0}</source>
        <translation>읽을 수 있는 내용과 이전에 시작할 때 만든 사본의 내용을 쓰고, 손상된 파일은 {0} 이름으로 보관했습니다</translation>
    </message>
    <message>
        <source>A fix is running, so the verdict in this document is left out. Open the document again when it has ended.</source>
        <translation>개선이 실행 중이어서 이 문서의 판정은 빼고 열었습니다. 개선이 끝난 뒤 문서를 다시 여세요.</translation>
    </message>
    <message>
        <source>The network that was to be fixed in this document is not here, so the verdict is left out. Save the document again with its networks included.</source>
        <translation>이 문서에서 개선하려던 신경망이 여기에 없어 판정은 빼고 열었습니다. 신경망을 포함해 문서를 다시 저장하세요.</translation>
    </message>
    <message>
        <source>This document is damaged: what could be read of it is shown. Save it under another name.</source>
        <translation>문서가 손상되어 읽을 수 있는 내용만 보여 줍니다. 다른 이름으로 저장하세요.</translation>
    </message>
    <message>
        <source>the clusters</source>
        <translation>오답 유형</translation>
    </message>
    <message>
        <source>the verdict on a fix</source>
        <translation>개선에 대한 판정</translation>
    </message>
    <message>
        <source>a map of [samples]</source>
        <translation>[sample] 지도</translation>
    </message>
    <message>
        <source>a sweep</source>
        <translation>강도별 시험</translation>
    </message>
    <message>
        <source>it has more in it than notes</source>
        <translation>메모가 아닌 것이 들어 있습니다</translation>
    </message>
    <message>
        <source>install a newer version of CAM Viewer</source>
        <translation>새 버전의 CAM Viewer를 설치하세요</translation>
    </message>
    <message>
        <source>{0} of {1} [samples] have a prediction; the others are left out.</source>
        <translation>예측이 있는 [sample]: {0}/{1}. 나머지는 뺐습니다.</translation>
    </message>
    <message>
        <source>predictions of {0}</source>
        <translation>데이터 세트({0})의 예측</translation>
    </message>
    <message>
        <source>{0} of its {1} lines fit</source>
        <translation>맞는 줄: {0}/{1}</translation>
    </message>
    <message>
        <source>open the [samples] that it is about first</source>
        <translation>먼저 이 표가 예측한 [sample] 데이터를 여세요</translation>
    </message>
    <message>
        <source>Only the probability of the predicted class is in the file; what needs those of all classes is left out.</source>
        <translation>파일에 예측 클래스의 확률만 있습니다. 모든 클래스의 확률이 필요한 것은 보이지 않습니다.</translation>
    </message>
    <message>
        <source>There are no probabilities in the file; what needs them is left out.</source>
        <translation>파일에 확률이 없습니다. 확률이 필요한 것은 보이지 않습니다.</translation>
    </message>
    <message>
        <source>Lines left out because they are damaged: {0}.</source>
        <translation>손상되어 뺀 줄: {0}.</translation>
    </message>
    <message>
        <source>Lines left out because they name a class that there is not: {0}.</source>
        <translation>없는 클래스를 적어서 뺀 줄: {0}.</translation>
    </message>
    <message>
        <source>Lines left out because their probabilities do not add up to 1: {0}.</source>
        <translation>확률의 합이 1이 아니어서 뺀 줄: {0}.</translation>
    </message>
    <message>
        <source>Lines left out because their [sample] was there before: {0}.</source>
        <translation>같은 [sample]이(가) 앞에 있어서 뺀 줄: {0}.</translation>
    </message>
    <message>
        <source>Lines left out because there is no such [sample] with that label: {0}.</source>
        <translation>그 레이블의 [sample]이(가) 없어서 뺀 줄: {0}.</translation>
    </message>
    <message>
        <source>Comparison: the models were evaluated on different [samples], {0} of {1} ({2}) and {3} others of {4} ({5}). Evaluate both models on the same split.</source>
        <translation>비교: 두 모델을 서로 다른 [sample] 데이터로 평가했습니다({1}({2})의 {0}개, {4}({5})의 {3}개). 두 모델을 같은 데이터 분할로 평가하세요.</translation>
    </message>
    <message>
        <source>a table of predictions with the columns index and predicted</source>
        <translation>&apos;index&apos; 열과 &apos;predicted&apos; 열이 있는 예측 표</translation>
    </message>
    <message>
        <source>none of its {0} lines can be used</source>
        <translation>{0}줄 가운데 쓸 수 있는 줄이 없습니다</translation>
    </message>
    <message>
        <source>check the names of its columns and classes</source>
        <translation>열 이름과 클래스 이름을 확인하세요</translation>
    </message>
    <message>
        <source>its first line is {0}</source>
        <translation>첫 줄이 다음과 같습니다: {0}</translation>
    </message>
    <message>
        <source>name the columns in its first line</source>
        <translation>첫 줄에 열 이름을 적으세요</translation>
    </message>
    <message>
        <source>More of the kind, varied</source>
        <translation>비슷한 것을 변형해 더하기</translation>
    </message>
    <message>
        <source>More weight</source>
        <translation>더 자주 학습하기</translation>
    </message>
    <message>
        <source>Drawings and pictures of your own</source>
        <translation>직접 그린 것과 이미지 더하기</translation>
    </message>
    <message>
        <source>Mask a border</source>
        <translation>테두리 가리기</translation>
    </message>
    <message>
        <source>Correct labels</source>
        <translation>레이블 고치기</translation>
    </message>
    <message>
        <source>Another architecture</source>
        <translation>다른 구조 쓰기</translation>
    </message>
    <message>
        <source>No difference: both networks predict the same [samples] correctly.</source>
        <translation>차이가 없습니다. 두 신경망이 같은 [sample]을(를) 맞힙니다.</translation>
    </message>
    <message>
        <source>{0} cannot be written with the ending {2}. Choose a name that ends in {1}.</source>
        <translation>{0}: 확장자가 {2}인 파일은 쓸 수 없습니다. 확장자가 {1}인 이름을 고르세요.</translation>
    </message>
    <message>
        <source>{0} cannot be written because there are no snapshots to show. Choose a training that has some.</source>
        <translation>{0}: 보여 줄 스냅샷이 없어 저장할 수 없습니다. 스냅샷이 있는 학습을 고르세요.</translation>
    </message>
    <message>
        <source>predicted {0} ({1})</source>
        <translation>예측 {0} ({1})</translation>
    </message>
    <message>
        <source>this system cannot write MP4</source>
        <translation>이 시스템에서는 MP4로 저장할 수 없습니다</translation>
    </message>
    <message>
        <source>a place to save the animation</source>
        <translation>동영상 저장 위치</translation>
    </message>
    <message>
        <source>Contact sheet: {1} [samples] are too many. Choose 1 to {0}.</source>
        <translation>썸네일 모음: [sample] {1}개는 너무 많습니다. 1~{0}개를 고르세요.</translation>
    </message>
    <message>
        <source>Contact sheet: no [samples] are chosen. Choose 1 to {0}.</source>
        <translation>썸네일 모음: 고른 [sample] 데이터가 없습니다. 1~{0}개를 고르세요.</translation>
    </message>
    <message>
        <source>a new name, as there is a file for each of {0} pages</source>
        <translation>새 이름(파일 {0}개에 한 쪽씩 저장)</translation>
    </message>
    <message>
        <source>choose another name, or a PDF, which holds all pages</source>
        <translation>다른 이름을 고르거나, 모든 쪽을 한 파일에 담는 PDF를 고르세요</translation>
    </message>
    <message>
        <source>an explanation saved by CAM Viewer (.npz)</source>
        <translation>CAM Viewer가 저장한 설명 파일(.npz)</translation>
    </message>
    <message>
        <source>its content is damaged or of another kind ({0})</source>
        <translation>내용이 손상되었거나 다른 형식입니다({0})</translation>
    </message>
    <message>
        <source>{0} are not names of classes</source>
        <translation>{0} 항목이 클래스 이름이 아닙니다</translation>
    </message>
    <message>
        <source>{0} has infinite numbers or NaN</source>
        <translation>{0} 항목에 무한대나 NaN이 있습니다</translation>
    </message>
    <message>
        <source>{0} is not a short text</source>
        <translation>{0} 항목이 짧은 텍스트가 아닙니다</translation>
    </message>
    <message>
        <source>Lanczos resizing</source>
        <translation>란초스 보간</translation>
    </message>
    <message>
        <source>blended from {0}% of the scale</source>
        <translation>스케일의 {0}% 이상만 겹쳐 보기</translation>
    </message>
    <message>
        <source>Figure: {1} rows, one for each [sample] and class, are not possible. Choose fewer [samples] or classes for 1 to {0} rows, or write .npz or .csv.</source>
        <translation>그림: [sample]과(와) 클래스마다 한 행씩 {1}개 행은 그릴 수 없습니다. [sample] 데이터나 클래스를 줄여 1~{0}개 행으로 하거나 .npz, .csv로 저장하세요.</translation>
    </message>
    <message>
        <source>the report</source>
        <translation>보고서</translation>
    </message>
    <message>
        <source>Map, {0} × {1} cells: red for the class, blue against it</source>
        <translation>맵, {0} × {1}칸: 빨강은 이 클래스에 유리, 파랑은 불리</translation>
    </message>
    <message>
        <source>Multiply f and w of the only channel. Round to three decimals.</source>
        <translation>하나뿐인 채널의 f와 w를 곱하고, 반올림하여 소수점 아래 셋째 자리까지 쓰세요.</translation>
    </message>
    <message>
        <source>Multiply f and w of the {0} channels that contribute most. Round to three decimals.</source>
        <translation>기여도가 가장 큰 채널 {0}개의 f와 w를 곱하고, 반올림하여 소수점 아래 셋째 자리까지 쓰세요.</translation>
    </message>
    <message>
        <source>The altered network computed {0}. Why is that not exactly your result?</source>
        <translation>변경된 신경망이 계산한 값은 {0}입니다. 왜 여러분의 값과 정확히 같지 않을까요?</translation>
    </message>
    <message>
        <source>The network computed {0}. Why is that not exactly your result?</source>
        <translation>신경망이 계산한 값은 {0}입니다. 왜 여러분의 값과 정확히 같지 않을까요?</translation>
    </message>
    <message>
        <source>Which other class would you compare it with before you believe the map?</source>
        <translation>맵을 믿기 전에 어느 클래스와 비교해 보겠습니까?</translation>
    </message>
    <message>
        <source>The numbers on this sheet are rounded to three decimals; those of the network are not.</source>
        <translation>연습지의 수는 반올림하여 소수점 아래 셋째 자리까지 적었지만 신경망의 수는 그렇지 않습니다.</translation>
    </message>
    <message>
        <source>Class {0} has the larger score {1}, so the network predicts {0}.</source>
        <translation>클래스 {0}: 점수가 {1}, 더 높으므로 신경망은 {0}(으)로 예측합니다.</translation>
    </message>
    <message>
        <source>Class {0} comes next with the score {1}; only differences between classes matter.</source>
        <translation>클래스 {0}: 점수 {1}, 그다음으로 높습니다. 클래스 사이의 차이만이 예측을 정합니다.</translation>
    </message>
    <message>
        <source>On the Mistakes page: the suggested label is right</source>
        <translation>오답 페이지: 제안한 레이블이 맞음</translation>
    </message>
    <message>
        <source>On the Mistakes page: the label is right</source>
        <translation>오답 페이지: 레이블이 맞음</translation>
    </message>
    <message>
        <source>On the Mistakes page: leave a label undecided</source>
        <translation>오답 페이지: 레이블을 정하지 않고 두기</translation>
    </message>
    <message>
        <source>A file holds arrays whose names do not tell which are pictures and which are labels. Choose them here.</source>
        <translation>파일에 든 배열의 이름만으로는 어느 것이 이미지이고 어느 것이 레이블인지 알 수 없습니다. 여기서 고르세요.</translation>
    </message>
    <message>
        <source>The array of the pictures: one after the other, each with rows and columns.</source>
        <translation>이미지가 든 배열입니다. 이미지마다 행과 열이 있습니다.</translation>
    </message>
    <message>
        <source>The array with one label for each picture. Without labels there is no accuracy and no training.</source>
        <translation>이미지마다 레이블이 하나씩 든 배열입니다. 레이블이 없으면 정확도를 알 수 없고 학습도 할 수 없습니다.</translation>
    </message>
    <message>
        <source>Gives the classes of this data set names, which stand on the buttons of the classes and in figures.</source>
        <translation>이 데이터 세트의 클래스에 이름을 붙입니다. 클래스 버튼과 저장한 그림에 나옵니다.</translation>
    </message>
    <message>
        <source>The first line names label 0, the second label 1, and so on.</source>
        <translation>첫째 줄은 레이블 0의 이름, 둘째 줄은 레이블 1의 이름입니다.</translation>
    </message>
    <message>
        <source>What is known about the model: where it comes from, how it was trained, and how well it reads.</source>
        <translation>모델을 소개합니다. 어디서 왔는지, 어떻게 학습했는지, 얼마나 잘 읽는지 나옵니다.</translation>
    </message>
    <message>
        <source>All models side by side on the present [sample]. A click on a heading sorts by that column.</source>
        <translation>모든 모델을 지금 [sample]에서 나란히 봅니다. 제목을 클릭하면 그 열로 정렬합니다.</translation>
    </message>
    <message>
        <source>The program looks for digits in a picture. If it has not found them, turn, crop or invert the picture here.</source>
        <translation>프로그램은 이미지에서 숫자를 찾습니다. 찾지 못했으면 여기서 돌리거나 자르거나 반전하세요.</translation>
    </message>
    <message>
        <source>The whole picture, with a frame around each digit that was found. Drag a rectangle to look in that part alone.</source>
        <translation>찾은 숫자마다 테두리가 있는 전체 이미지입니다. 사각형을 끌어 그리면 그 안에서만 찾습니다.</translation>
    </message>
    <message>
        <source>Goes to the digit before this one in the picture.</source>
        <translation>이미지에서 앞의 숫자로 갑니다.</translation>
    </message>
    <message>
        <source>Goes to the next digit in the picture.</source>
        <translation>이미지에서 다음 숫자로 갑니다.</translation>
    </message>
    <message>
        <source>Takes all digits of the picture at once, so that you can go through them with P and N.</source>
        <translation>이미지의 숫자를 모두 가져와 P와 N으로 넘겨 볼 수 있게 합니다.</translation>
    </message>
    <message>
        <source>Turns the picture a quarter to the left and looks for digits again.</source>
        <translation>이미지를 왼쪽으로 90° 돌리고 숫자를 다시 찾습니다.</translation>
    </message>
    <message>
        <source>Turns the picture a quarter to the right and looks for digits again.</source>
        <translation>이미지를 오른쪽으로 90° 돌리고 숫자를 다시 찾습니다.</translation>
    </message>
    <message>
        <source>Looks in the whole picture again instead of the part that was cut out.</source>
        <translation>잘라 낸 부분 대신 이미지 전체에서 다시 찾습니다.</translation>
    </message>
    <message>
        <source>Networks for digits see bright ink on a dark background. The program guesses which is the ink; tick this if it has guessed wrong.</source>
        <translation>숫자를 읽는 신경망은 어두운 바탕에 잉크가 밝은 이미지를 봅니다. 어느 쪽이 잉크인지 프로그램이 짐작하는데, 틀렸으면 이 상자를 켜세요.</translation>
    </message>
    <message>
        <source>Straightens a picture that was taken at a slant.</source>
        <translation>비스듬히 찍힌 이미지를 바로 세웁니다.</translation>
    </message>
    <message>
        <source>Puts the framed digit on the canvas.</source>
        <translation>테두리로 고른 숫자를 캔버스에 올립니다.</translation>
    </message>
    <message>
        <source>Test digits tell how good the network is at what it has never seen. Training digits tell what it has not even learned by heart.</source>
        <translation>테스트용 데이터는 처음 보는 것을 얼마나 잘 읽는지 알려 줍니다. 학습용 데이터는 배운 것조차 틀리는 경우를 알려 줍니다.</translation>
    </message>
    <message>
        <source>Everything else on this page follows from the answers. The window goes on meanwhile, and a second click stops it.</source>
        <translation>신경망이 답을 내면 그 답으로 이 페이지의 나머지를 모두 만듭니다. 그동안 창은 계속 쓸 수 있고, 다시 누르면 멈춥니다.</translation>
    </message>
    <message>
        <source>Writes what is listed at the moment, so filter first.</source>
        <translation>지금 목록에 있는 것만 저장하므로, 먼저 조건을 고르세요.</translation>
    </message>
    <message>
        <source>Shows how the mistakes become fewer while a network learns. Each evaluation takes some seconds of the training&apos;s time.</source>
        <translation>신경망이 배우는 동안 오답이 줄어드는 모습을 보여 줍니다. 평가할 때마다 학습 시간이 몇 초씩 늘어납니다.</translation>
    </message>
    <message>
        <source>Every page shows the same evaluation in another way. The list of [samples] stays as it is when you change pages.</source>
        <translation>모든 페이지가 같은 평가 결과를 서로 다른 방식으로 보여 줍니다. 페이지를 바꿔도 [sample] 목록은 그대로입니다.</translation>
    </message>
    <message>
        <source>Lists the mistakes, what was read correctly, or both.</source>
        <translation>오답만, 정답만, 또는 모두 목록에 표시합니다.</translation>
    </message>
    <message>
        <source>Lists only what has this label. Together with the prediction it is one cell of the confusion matrix.</source>
        <translation>이 레이블이 붙은 것만 목록에 표시합니다. 예측과 함께 고르면 혼동 행렬의 한 칸이 됩니다.</translation>
    </message>
    <message>
        <source>Lists only what was read as this class.</source>
        <translation>이 클래스로 읽은 것만 목록에 표시합니다.</translation>
    </message>
    <message>
        <source>Lists only predictions at least this probable.</source>
        <translation>확률이 이 값 이상인 예측만 목록에 표시합니다.</translation>
    </message>
    <message>
        <source>Lists only predictions at most this probable. Low values show where the network hesitated.</source>
        <translation>확률이 이 값 이하인 예측만 목록에 표시합니다. 값을 낮추면 신경망이 망설인 것을 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>Lists only what carries this tag.</source>
        <translation>이 태그가 붙은 것만 목록에 표시합니다.</translation>
    </message>
    <message>
        <source>Finds words in your notes, or one [sample] by its index, such as #7.</source>
        <translation>메모의 낱말을 찾거나, #7처럼 번호로 [sample] 하나를 찾습니다.</translation>
    </message>
    <message>
        <source>Tags the chosen [samples], or all that are listed, in one step. You can also let a tag go on to the next one, or add the tags and notes of a colleague.</source>
        <translation>선택한 [sample]이나 목록 전체에 한 번에 태그를 붙입니다. 태그를 붙인 뒤 다음으로 넘어가게 하거나, 동료의 태그와 메모를 추가할 수도 있습니다.</translation>
    </message>
    <message>
        <source>What the colours on the map mean; the legend is below.</source>
        <translation>지도의 색이 뜻하는 것을 고릅니다. 범례는 아래에 있습니다.</translation>
    </message>
    <message>
        <source>PCA is there at once and shows the directions of largest variance. t-SNE keeps neighbours together, takes a while, and its axes and distances mean nothing.</source>
        <translation>PCA는 바로 나오며 분산이 가장 큰 방향을 보여 줍니다. t-SNE는 이웃을 함께 두지만 시간이 걸리고, 축과 거리에는 뜻이 없습니다.</translation>
    </message>
    <message>
        <source>What is compared: the pooled features, the scores, or the map of the predicted class.</source>
        <translation>무엇을 비교할지 고릅니다: 풀링한 값, 점수, 예측 클래스의 맵.</translation>
    </message>
    <message>
        <source>Draw around points freely, or with a rectangle.</source>
        <translation>점 둘레를 자유롭게 그리거나 사각형으로 두릅니다.</translation>
    </message>
    <message>
        <source>Stops; the map stays as it was.</source>
        <translation>멈춥니다. 지도는 그대로 남습니다.</translation>
    </message>
    <message>
        <source>Lists everything again instead of one group alone.</source>
        <translation>한 묶음만 표시하던 목록을 전체 목록으로 되돌립니다.</translation>
    </message>
    <message>
        <source>Clears all conditions above the list.</source>
        <translation>목록 위의 조건을 모두 초기화합니다.</translation>
    </message>
    <message>
        <source>The model that is compared with the evaluated one, on the same data.</source>
        <translation>평가한 모델과 같은 데이터에서 견줄 모델입니다.</translation>
    </message>
    <message>
        <source>Afterwards the four groups below can be listed, and a test tells whether the difference is more than chance.</source>
        <translation>끝나면 아래 네 묶음을 목록으로 볼 수 있고, 차이가 우연 이상인지 검정한 결과가 나옵니다.</translation>
    </message>
    <message>
        <source>Ends the comparison and lists the mistakes of the first model again.</source>
        <translation>비교를 끝내고 첫 번째 모델의 오답을 다시 보여 줍니다.</translation>
    </message>
    <message>
        <source>How many there are in this group. A click lists them in the gallery.</source>
        <translation>이 묶음에 든 개수입니다. 클릭하면 갤러리에 나옵니다.</translation>
    </message>
    <message>
        <source>What is changed of the data that the network learns from, so that it learns what it misread.</source>
        <translation>신경망이 틀린 것을 배우도록 학습에 쓰는 데이터에서 바꿀 것을 고릅니다.</translation>
    </message>
    <message>
        <source>How often each one is added, as long as all of them are at most half as many as the training data. More copies fix more, but at some point at the expense of the rest.</source>
        <translation>하나하나를 몇 번 더할지 정합니다. 모두 합쳐 학습용 데이터의 절반을 넘지 않습니다. 늘리면 더 많이 고치지만 지나치면 나머지가 나빠집니다.</translation>
    </message>
    <message>
        <source>How far from the edge the shortcut reaches.</source>
        <translation>지름길이 가장자리에서 얼마나 안쪽까지 있는지 정합니다.</translation>
    </message>
    <message>
        <source>The layers of the network that is trained from the start.</source>
        <translation>처음부터 학습할 신경망의 층 구성입니다.</translation>
    </message>
    <message>
        <source>How many times everything is learned from. Once is usually enough.</source>
        <translation>전체를 몇 번 학습할지 정합니다. 보통 한 번이면 됩니다.</translation>
    </message>
    <message>
        <source>The class that what is on the canvas is to be learned as.</source>
        <translation>캔버스에 있는 것을 어느 클래스로 학습할지 고릅니다.</translation>
    </message>
    <message>
        <source>Drawings and opened pictures are kept in a file of your own and can be added again later.</source>
        <translation>그린 것과 연 이미지는 따로 파일에 보관하며 나중에 다시 더할 수 있습니다.</translation>
    </message>
    <message>
        <source>Each folder in it has the name of a class.</source>
        <translation>그 안의 폴더마다 클래스 이름이 붙어 있어야 합니다.</translation>
    </message>
    <message>
        <source>Begins the choice of your own pictures anew.</source>
        <translation>더할 이미지를 처음부터 다시 고릅니다.</translation>
    </message>
    <message>
        <source>Trains on from the evaluated model in the background and saves a new one beside it. Half of the test data is kept back, and by that both are compared.</source>
        <translation>평가한 모델에서 이어서 백그라운드에서 학습하고 새 모델로 저장합니다. 테스트용 데이터의 절반은 남겨 두었다가 두 모델을 비교하는 데 씁니다.</translation>
    </message>
    <message>
        <source>Needs no training: the two models are there already.</source>
        <translation>두 모델이 이미 있으므로 학습하지 않습니다.</translation>
    </message>
    <message>
        <source>How many of those kept back there are. A click lists them, each with the maps of both networks.</source>
        <translation>남겨 둔 것 가운데 몇 개인지 보여 줍니다. 클릭하면 두 신경망의 맵과 함께 나열합니다.</translation>
    </message>
    <message>
        <source>Groups mistakes whose difference maps are alike: probably the network was misled in the same way.</source>
        <translation>차이 맵이 비슷한 오답끼리 묶습니다. 신경망이 같은 식으로 속았을 가능성이 큽니다.</translation>
    </message>
    <message>
        <source>Puts the one before it in the list on the stage.</source>
        <translation>목록의 앞 [sample]을(를) 스테이지에 올립니다.</translation>
    </message>
    <message>
        <source>Puts the one after it in the list on the stage.</source>
        <translation>목록의 다음 [sample]을(를) 스테이지에 올립니다.</translation>
    </message>
    <message>
        <source>The cells of the difference map by how much they moved the decision. Choose one to see where it is.</source>
        <translation>차이 맵의 칸을 판단에 영향을 크게 준 순서로 보여 줍니다. 하나를 고르면 어디인지 나옵니다.</translation>
    </message>
    <message>
        <source>Finds the training [samples] that look most alike to the network, by their pooled features F. They often explain a mistake.</source>
        <translation>풀링한 값 F로 보아 신경망이 가장 비슷하다고 여기는 학습용 [sample]을(를) 찾습니다. 오답의 까닭이 보일 때가 많습니다.</translation>
    </message>
    <message>
        <source>Puts this tag on the one that is shown, or takes it away. Tags are kept when the program is closed.</source>
        <translation>지금 보는 것에 이 태그를 붙이거나 뗍니다. 프로그램을 닫아도 남습니다.</translation>
    </message>
    <message>
        <source>Makes a tag of your own. The ones used most have buttons.</source>
        <translation>새 태그를 만듭니다. 자주 쓰는 태그에는 버튼이 생깁니다.</translation>
    </message>
    <message>
        <source>A sentence of yours about this one. It is kept, found by the search, and written into the exported list.</source>
        <translation>지금 보는 것에 대한 메모입니다. 저장되며, 검색할 수 있고, 내보낸 목록에도 들어갑니다.</translation>
    </message>
    <message>
        <source>Undoes tags and notes, one at a time. Drawings have an undo of their own.</source>
        <translation>태그와 메모를 하나씩 취소합니다. 그리기의 실행 취소와는 별개입니다.</translation>
    </message>
    <message>
        <source>Redoes the tag or note that was undone last.</source>
        <translation>마지막에 취소한 태그나 메모를 다시 적용합니다.</translation>
    </message>
    <message>
        <source>What the network sees differs most from these labels. A click shows why; the keys below decide and go on to the next.</source>
        <translation>신경망이 본 것과 가장 다른 레이블입니다. 누르면 이유가 나오고, 아래 키로 결정하면 다음으로 넘어갑니다.</translation>
    </message>
    <message>
        <source>A network repeats the labels it was trained with. So each label is judged by one that never saw it.</source>
        <translation>신경망은 학습한 레이블을 되풀이합니다. 그래서 그 레이블을 본 적 없는 신경망이 판단합니다.</translation>
    </message>
    <message>
        <source>Your decision is kept beside the data, whose file never changes.</source>
        <translation>결정은 데이터와 따로 보관하고, 데이터 파일은 바뀌지 않습니다.</translation>
    </message>
    <message>
        <source>Keeps in mind that you have looked and found the label right.</source>
        <translation>살펴보고 레이블이 맞다고 판단했음을 기록합니다.</translation>
    </message>
    <message>
        <source>For what people would read differently, too.</source>
        <translation>사람마다 다르게 볼 만할 때 고릅니다.</translation>
    </message>
    <message>
        <source>For what is neither of the two classes.</source>
        <translation>두 클래스가 모두 아닐 때 고릅니다.</translation>
    </message>
    <message>
        <source>Undoes decisions, tags and notes, one at a time.</source>
        <translation>결정과 태그, 메모를 하나씩 취소합니다.</translation>
    </message>
    <message>
        <source>Shows how good the network is by your labels instead of those in the file. The next training learns them, too.</source>
        <translation>파일의 레이블 대신 수정한 레이블로 신경망이 얼마나 잘 맞히는지 보여 줍니다. 다음 학습에도 이 레이블을 씁니다.</translation>
    </message>
    <message>
        <source>Writes a new file with both parts of the data set, for this program and others.</source>
        <translation>데이터 세트의 두 부분을 새 파일에 씁니다. 이 프로그램과 다른 프로그램에서 열 수 있습니다.</translation>
    </message>
    <message>
        <source>If the nearest ones have the suggested class, that speaks against the label.</source>
        <translation>가장 가까운 것들이 제안한 클래스라면 레이블이 틀렸을 가능성이 큽니다.</translation>
    </message>
    <message>
        <source>Bins of equal width are easy to read, but most of them hold few. With equally many in each bin, every point is as certain as the others.</source>
        <translation>너비가 같은 구간은 읽기 쉽지만 대부분 개수가 적습니다. 개수가 같은 구간에서는 모든 점이 똑같이 확실합니다.</translation>
    </message>
    <message>
        <source>One number that makes all probabilities milder (above 1) or bolder (below 1) without changing any prediction. See whether the points come nearer to the diagonal.</source>
        <translation>예측은 그대로 두고 모든 확률을 누그러뜨리거나(1보다 클 때) 강하게 만드는(1보다 작을 때) 수입니다. 점들이 대각선에 가까워지는지 보세요.</translation>
    </message>
    <message>
        <source>Whoever may refuse to answer makes fewer mistakes. The arrow keys move by 0.1%, Page Up and Page Down by 1%; what is refused is listed, the least sure first.</source>
        <translation>답하지 않아도 된다면 오답이 줄어듭니다. 화살표 키는 0.1%씩, Page Up과 Page Down은 1%씩 움직이고, 답하지 않은 것은 확신이 적은 순서로 목록에 나옵니다.</translation>
    </message>
    <message>
        <source>Changes that happen to handwriting, paper and cameras. Each has a strength, and 0 means no change.</source>
        <translation>손글씨, 종이, 카메라에서 일어나는 변화입니다. 저마다 강도가 있고 0이면 변화가 없습니다.</translation>
    </message>
    <message>
        <source>Some hundred are read first, so that you see a curve soon; then all are, and the bands around the curve become narrow.</source>
        <translation>먼저 수백 개만 읽어 곡선을 빨리 보여 줍니다. 그다음 전부 읽으면 곡선 둘레의 띠가 좁아집니다.</translation>
    </message>
    <message>
        <source>Afterwards, every corruption in the box shows its curve at once.</source>
        <translation>끝나면 상자에서 어떤 손상을 골라도 곡선이 바로 나옵니다.</translation>
    </message>
    <message>
        <source>Some classes suffer more than others from the same corruption.</source>
        <translation>같은 손상이라도 클래스마다 받는 영향이 다릅니다.</translation>
    </message>
    <message>
        <source>A second model that reads exactly the same corrupted data; then run the sweep again.</source>
        <translation>똑같이 손상한 데이터를 읽을 두 번째 모델입니다. 고른 다음 다시 시험하세요.</translation>
    </message>
    <message>
        <source>Accuracy against strength; the band is the 95% interval. Click a point, or choose it with the arrow keys and Enter, to list what is no longer predicted correctly there.</source>
        <translation>강도에 따른 정확도이고, 띠는 95% 구간입니다. 점을 클릭하거나 화살표 키와 Enter로 고르면 그 강도에서 더는 맞히지 못하는 것이 목록에 나옵니다.</translation>
    </message>
    <message>
        <source>The same corruption for the one on the stage. Watch where the map goes before the prediction changes.</source>
        <translation>스테이지에 있는 것에 같은 손상을 줍니다. 예측이 바뀌기 전에 맵이 어디로 가는지 보세요.</translation>
    </message>
    <message>
        <source>Shares make rows of different sizes comparable: each row adds up to 100%.</source>
        <translation>비율로 보면 크기가 다른 행을 견줄 수 있습니다. 행마다 더하면 100%입니다.</translation>
    </message>
    <message>
        <source>All pages of the lesson by number and title. Any page may be opened at any time.</source>
        <translation>수업의 모든 페이지를 번호와 제목으로 보여 줍니다. 어느 페이지든 언제든지 열 수 있습니다.</translation>
    </message>
    <message>
        <source>Opens a lesson of your own, copies this one as a template, or goes back to the bundled one. Lessons of yours are read, never executed.</source>
        <translation>직접 만든 수업을 열거나, 지금 수업을 복사해 새 수업의 바탕으로 삼거나, 기본 수업으로 돌아갑니다. 직접 만든 수업은 읽기만 하고 실행하지 않습니다.</translation>
    </message>
    <message>
        <source>In a presentation the lesson stands below the stage; here it goes beside it, where tables, code and figures have more room.</source>
        <translation>발표 모드에서 수업은 스테이지 아래에 있습니다. 이 버튼은 수업을 옆으로 옮겨 표와 코드, 그림을 더 넓게 보여 줍니다.</translation>
    </message>
    <message>
        <source>Closes the lesson. It opens again at the same page.</source>
        <translation>수업을 닫습니다. 다시 열면 같은 페이지가 나옵니다.</translation>
    </message>
    <message>
        <source>Leaves your own lesson and opens the one that came with the program. Your files stay as they are.</source>
        <translation>직접 만든 수업을 닫고 기본 수업을 엽니다. 파일은 그대로 남습니다.</translation>
    </message>
    <message>
        <source>A page of the lesson. Coloured words and symbols point into the window: hold the pointer over one, and what it means is framed there.</source>
        <translation>수업의 한 페이지입니다. 색이 있는 말과 기호는 창을 가리킵니다. 포인터를 올리면 그 말이 뜻하는 곳에 테두리가 나타납니다.</translation>
    </message>
    <message>
        <source>Lines of Python that you may change. They run in a process of their own with the numbers of the [sample] on the stage, and cannot harm the program.</source>
        <translation>바꾸어 볼 수 있는 Python 코드입니다. 스테이지에 있는 [sample]의 값으로 별도의 프로세스에서 실행되므로 프로그램에는 영향이 없습니다.</translation>
    </message>
    <message>
        <source>Runs the lines as they stand. Pictures and what is printed appear below; after ten seconds it is stopped.</source>
        <translation>지금 쓰인 코드를 실행합니다. 이미지와 출력은 아래에 나오고, 10초가 지나면 멈춥니다.</translation>
    </message>
    <message>
        <source>Throws away your changes to the lines.</source>
        <translation>코드에서 바꾼 것을 버립니다.</translation>
    </message>
    <message>
        <source>Copies the lines, so that you can try them in a Python of your own.</source>
        <translation>코드를 복사해 다른 Python 환경에서 써 볼 수 있게 합니다.</translation>
    </message>
    <message>
        <source>Rows of the lecture&apos;s five columns, computed by the networks of this program. Click to see them large.</source>
        <translation>강의의 다섯 열을 이 프로그램의 신경망으로 계산한 것입니다. 클릭하면 크게 보입니다.</translation>
    </message>
    <message>
        <source>Forgets your answers on this page, so that you can try again.</source>
        <translation>이 페이지에서 고른 답을 지우고 다시 풀 수 있게 합니다.</translation>
    </message>
    <message>
        <source>Paint the cells where you think the network looks, before you see the map. The arrow keys and Space do it, too.</source>
        <translation>맵을 보기 전에, 신경망이 어디를 볼지 칸을 칠해 보세요. 화살표 키와 스페이스바로도 칠할 수 있습니다.</translation>
    </message>
    <message>
        <source>Hides the maps again and empties the grid for another guess.</source>
        <translation>맵을 다시 가리고 격자를 비워 다시 예상할 수 있게 합니다.</translation>
    </message>
    <message>
        <source>Turns back one page. Page Up does the same, and so does a clicker.</source>
        <translation>이전 페이지로 돌아갑니다. Page Up 키나 발표용 리모컨으로도 됩니다.</translation>
    </message>
    <message>
        <source>Turns to the next page. Page Down does the same, and so does a clicker.</source>
        <translation>다음 페이지로 넘깁니다. Page Down 키나 발표용 리모컨으로도 됩니다.</translation>
    </message>
    <message>
        <source>Does in the window what this page describes. What you had chosen before can be chosen again afterwards.</source>
        <translation>이 페이지에서 말하는 일을 창에서 해 줍니다. 전에 골라 둔 것은 나중에 다시 고르면 됩니다.</translation>
    </message>
    <message>
        <source>One possible answer. After the click you see whether it is right, and why.</source>
        <translation>고를 수 있는 답입니다. 클릭하면 맞았는지, 왜 그런지 나옵니다.</translation>
    </message>
    <message>
        <source>Shows the answer. Think first: it stays hidden until you ask for it.</source>
        <translation>답을 보여 줍니다. 먼저 생각해 보세요. 볼 때까지 숨겨 둡니다.</translation>
    </message>
    <message>
        <source>The map as a sum over channels, or the path of the [sample] through all layers.</source>
        <translation>맵을 채널의 합으로 보거나, [sample]이(가) 모든 층을 지나는 과정을 봅니다.</translation>
    </message>
    <message>
        <source>What the layer puts out for this channel. Click a cell, or go to it with the arrow keys, to see the products that it is the sum of.</source>
        <translation>이 채널에서 층이 내보내는 값입니다. 칸을 클릭하거나 화살표 키로 옮기면 그 칸을 이루는 곱이 모두 나옵니다.</translation>
    </message>
    <message>
        <source>Multiplies the chosen channel everywhere, from nothing to twice its strength. All maps and scores are computed with it until you go back to the model.</source>
        <translation>고른 채널의 모든 칸에 0~2배를 곱합니다. 원래 모델로 돌아갈 때까지 모든 맵과 점수를 이 값으로 계산합니다.</translation>
    </message>
    <message>
        <source>The order of the channels, which is also the order in which they are added up below.</source>
        <translation>채널의 순서입니다. 아래에서 더해 가는 순서이기도 합니다.</translation>
    </message>
    <message>
        <source>Selects which methods stand side by side, and whether like ones or quick ones come first.</source>
        <translation>나란히 볼 방법을 고르고, 비슷한 것끼리 놓을지 빠른 것부터 놓을지 정합니다.</translation>
    </message>
    <message>
        <source>The map that this method makes of the same [sample] and class, and the time it took. A click puts the method on the stage and explains it below.</source>
        <translation>같은 [sample], 같은 클래스에 대해 이 방법이 만든 맵과 걸린 시간입니다. 클릭하면 스테이지에 올라가고 아래에 설명이 나옵니다.</translation>
    </message>
    <message>
        <source>Tests the map of the method on the stage with this [sample]: whether the score falls when what it marks is taken away, and whether it depends on the weights at all. It takes some seconds.</source>
        <translation>스테이지에 올린 방법의 맵을 이 [sample]에서 시험합니다. 맵이 가리킨 곳을 지우면 점수가 떨어지는지, 맵이 가중치에 따라 달라지기는 하는지 봅니다. 몇 초 걸립니다.</translation>
    </message>
    <message>
        <source>Two networks read the same [sample]; their maps of the same class share one scale.</source>
        <translation>두 신경망이 같은 [sample]을(를) 읽습니다. 같은 클래스의 맵을 같은 스케일로 보여 줍니다.</translation>
    </message>
    <message>
        <source>The network on the right. The one on the left is that of the stage.</source>
        <translation>오른쪽에 놓을 신경망입니다. 왼쪽은 스테이지의 신경망입니다.</translation>
    </message>
    <message>
        <source>Moves what both networks read, a pixel at a time; the stage keeps the [sample] as it is. See which of the two is thrown off.</source>
        <translation>두 신경망이 읽는 것을 1픽셀씩 옮깁니다. 스테이지의 [sample]은(는) 그대로입니다. 어느 쪽이 더 흔들리는지 보세요.</translation>
    </message>
    <message>
        <source>Puts the [sample] back where it was, its pixels unshuffled.</source>
        <translation>[sample]을(를) 제자리로 돌려놓고 섞인 픽셀도 되돌립니다.</translation>
    </message>
    <message>
        <source>Shuffles the pixels in the same way for every [sample]. The numbers stay the same but lose their neighbours: a fully connected network can still learn from them, a convolutional one hardly.</source>
        <translation>모든 [sample]의 픽셀을 똑같이 섞습니다. 값은 같지만 이웃이 사라집니다. 완전 연결 신경망은 그래도 배울 수 있지만 합성곱 신경망은 거의 배우지 못합니다.</translation>
    </message>
    <message>
        <source>Three ways to know the right answer: weights set by hand, several digits in one picture, and a patch that gives the class away.</source>
        <translation>정답을 미리 아는 세 가지 방법입니다. 손으로 정한 가중치, 한 이미지의 여러 숫자, 클래스를 알려 주는 패치.</translation>
    </message>
    <message>
        <source>What decides in the network: one pixel, one cell, or one stroke. So the right place of the map is known.</source>
        <translation>신경망에서 답을 정하는 것입니다. 픽셀 하나, 칸 하나, 획 하나라서 맵이 가리켜야 할 곳을 알 수 있습니다.</translation>
    </message>
    <message>
        <source>Puts the hand-made network on the stage, so that all views and the decomposition show it.</source>
        <translation>손으로 만든 신경망을 스테이지에 올립니다. 모든 뷰와 분해에서 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>Shows the scene before this one. Scenes are always the same, so that results can be compared.</source>
        <translation>앞의 장면을 보여 줍니다. 장면은 언제나 같아서 결과를 견줄 수 있습니다.</translation>
    </message>
    <message>
        <source>Shows the scene after this one. Scenes are always the same, so that results can be compared.</source>
        <translation>다음 장면을 보여 줍니다. 장면은 언제나 같아서 결과를 견줄 수 있습니다.</translation>
    </message>
    <message>
        <source>Trains a network on digits whose patch tells the class. It will probably learn the patch.</source>
        <translation>패치가 클래스를 알려 주는 숫자로 신경망을 학습시킵니다. 신경망은 아마 패치를 배울 것입니다.</translation>
    </message>
    <message>
        <source>Trains a network on the same digits with every patch painted black, so that it has to learn the digits.</source>
        <translation>같은 숫자의 패치를 모두 검게 칠해 학습시킵니다. 신경망은 숫자를 배울 수밖에 없습니다.</translation>
    </message>
    <message>
        <source>Shows the digit before this one, with its patch.</source>
        <translation>앞의 숫자를 패치와 함께 보여 줍니다.</translation>
    </message>
    <message>
        <source>Shows the digit after this one, with its patch.</source>
        <translation>다음 숫자를 패치와 함께 보여 줍니다.</translation>
    </message>
    <message>
        <source>Paints the patch black before the network reads the digit. If the answer changes, the network had read the patch.</source>
        <translation>신경망이 읽기 전에 패치를 검게 칠합니다. 답이 바뀌면 신경망은 패치를 읽고 있었던 것입니다.</translation>
    </message>
    <message>
        <source>Measures all methods over many cases in the background. A second click stops it.</source>
        <translation>백그라운드에서 여러 사례로 모든 방법을 측정합니다. 다시 누르면 멈춥니다.</translation>
    </message>
    <message>
        <source>How often the network is right when the patch tells the class, when it misleads, and when it is masked.</source>
        <translation>패치가 클래스를 알려 줄 때, 틀린 클래스를 알려 줄 때, 가렸을 때 신경망이 얼마나 자주 맞히는지 보여 줍니다.</translation>
    </message>
    <message>
        <source>How often each method points to the right place, beside the centre and chance, which know nothing. A click on a heading sorts the table.</source>
        <translation>방법마다 정답 자리를 얼마나 자주 가리키는지 보여 줍니다. 비교 기준인 “가운데”와 “우연”은 [sample]을(를) 보지 않습니다. 제목을 클릭하면 그 열로 정렬합니다.</translation>
    </message>
    <message>
        <source>The map of one method, with an outline of where the answer lies.</source>
        <translation>한 방법의 맵과, 정답이 있는 자리의 테두리입니다.</translation>
    </message>
    <message>
        <source>Mouse and pen draw ink. The right button erases even while the pen is chosen.</source>
        <translation>마우스와 펜으로 잉크를 그립니다. 펜을 골라 두어도 오른쪽 버튼으로 지울 수 있습니다.</translation>
    </message>
    <message>
        <source>Mouse and pen take ink away, from a drawing and from a [sample] that was opened.</source>
        <translation>마우스와 펜으로 잉크를 지웁니다. 그린 것도, 열어 둔 [sample]도 지울 수 있습니다.</translation>
    </message>
    <message>
        <source>Undoes the last step: a stroke, clearing, or another [sample]. All steps since the start can be undone.</source>
        <translation>마지막으로 한 일을 취소합니다. 획, 모두 지우기, 다른 [sample] 고르기 등 프로그램을 켠 뒤에 한 일을 모두 차례로 되돌릴 수 있습니다.</translation>
    </message>
    <message>
        <source>Redoes what was undone, as long as nothing new has been drawn.</source>
        <translation>취소한 일을 다시 합니다. 새로 그리기 전까지 할 수 있습니다.</translation>
    </message>
    <message>
        <source>Empties the canvas. Undo brings back what was there.</source>
        <translation>캔버스를 비웁니다. 실행 취소를 누르면 되돌아옵니다.</translation>
    </message>
    <message>
        <source>Stops the download. What has arrived is kept, and the next attempt continues from there.</source>
        <translation>내려받기를 멈춥니다. 받은 부분은 남겨 두고, 다음에 거기서부터 이어서 받습니다.</translation>
    </message>
    <message>
        <source>Shows the [sample] before the present one in the data set.</source>
        <translation>데이터 세트에서 앞 번호의 [sample]을(를) 보여 줍니다.</translation>
    </message>
    <message>
        <source>Shows the [sample] after the present one in the data set.</source>
        <translation>데이터 세트에서 다음 번호의 [sample]을(를) 보여 줍니다.</translation>
    </message>
    <message>
        <source>Picks any [sample] of the data set, each with the same chance.</source>
        <translation>데이터 세트에서 아무 [sample](이)나 고릅니다. 어느 것이든 고를 확률은 같습니다.</translation>
    </message>
    <message>
        <source>At 0% the blend shows the [sample] alone, at 100% the map alone. Nothing is computed anew: only the colours are mixed.</source>
        <translation>0%에서는 [sample]만, 100%에서는 맵만 보입니다. 다시 계산하지 않고 색만 섞습니다.</translation>
    </message>
    <message>
        <source>Hides weak places of the map in the blend, so that the strongest stand out. It changes the view, not the map.</source>
        <translation>겹쳐 보기에서 맵의 약한 곳을 숨겨 강한 곳이 드러나게 합니다. 보이는 모습만 바뀌고 맵은 그대로입니다.</translation>
    </message>
    <message>
        <source>Decides what a colour means. Signed keeps for and against apart; the lecture&apos;s scale takes the absolute value and stretches every picture, so that pictures can no longer be compared.</source>
        <translation>색이 무엇을 뜻하는지 정합니다. 부호 포함은 유리한 곳과 불리한 곳을 구별합니다. 강의의 스케일은 절댓값을 쓰고 색의 범위를 이미지마다 따로 맞추므로 이미지끼리 견줄 수 없습니다.</translation>
    </message>
    <message>
        <source>Blue, white and red tell signs apart at a glance. The rainbow is the lecture&apos;s; it shows edges where the numbers have none.</source>
        <translation>파랑, 흰색, 빨강은 부호를 한눈에 알려 줍니다. 무지개는 강의에서 쓴 색이며, 값에는 없는 경계가 보일 수 있습니다.</translation>
    </message>
    <message>
        <source>Cubic is the lecture&apos;s choice: smooth, but it can go beyond the map&apos;s own values. Nearest shows each cell as it is.</source>
        <translation>3차 보간은 강의에서 쓴 방식입니다. 매끄럽지만 맵에 없던 값까지 나올 수 있습니다. 최근접은 칸을 그대로 보여 줍니다.</translation>
    </message>
    <message>
        <source>The method that makes all maps of the window. Some need more than one pass over the network and answer when the pen rests.</source>
        <translation>창의 모든 맵을 만드는 방법입니다. 신경망을 여러 번 통과해야 하는 방법은 펜이 멈춘 뒤에 답합니다.</translation>
    </message>
    <message>
        <source>Ends the experiment with switched-off channels. The model itself was never changed.</source>
        <translation>채널을 끈 실험을 끝냅니다. 모델 자체는 바뀐 적이 없습니다.</translation>
    </message>
    <message>
        <source>The [sample] as the network sees it. Point at a cell of a map: a frame shows here what that cell has seen.</source>
        <translation>신경망이 보는 그대로의 [sample]입니다. 맵의 칸을 가리키면 그 칸이 본 영역이 여기에 테두리로 나타납니다.</translation>
    </message>
    <message>
        <source>The map as the method gives it, one square for each cell of the last convolution. The wheel enlarges all four views, a double click lets this one fill the stage.</source>
        <translation>방법이 계산한 그대로의 맵입니다. 네모 하나가 마지막 합성곱의 한 칸입니다. 휠을 굴리면 네 뷰가 함께 커지고, 두 번 클릭하면 이 뷰가 스테이지를 채웁니다.</translation>
    </message>
    <message>
        <source>The same map resized to the [sample], so that its places can be compared with the ink.</source>
        <translation>같은 맵을 [sample] 크기로 키운 것입니다. 잉크와 자리를 견주어 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>The resized map over the [sample]. Opacity and threshold say how much of it is seen.</source>
        <translation>키운 맵을 [sample] 위에 겹친 것입니다. 불투명도와 임계값으로 맵이 보이는 정도를 정합니다.</translation>
    </message>
    <message>
        <source>The numbers that the colours of the large views stand for. The mark shows how strong the strongest class is on the same scale.</source>
        <translation>큰 뷰의 색이 뜻하는 값입니다. 표시는 같은 스케일에서 가장 강한 클래스가 얼마나 강한지 알려 줍니다.</translation>
    </message>
    <message>
        <source>What this network lacks for the chosen method, and a button for a method that works instead.</source>
        <translation>고른 방법을 이 신경망에 쓸 수 없는 이유와, 대신 쓸 수 있는 방법의 버튼입니다.</translation>
    </message>
    <message>
        <source>When ticked, the large views always show the predicted class. Choosing another class unticks it.</source>
        <translation>켜 두면 큰 뷰가 언제나 예측한 클래스를 보여 줍니다. 다른 클래스를 고르면 꺼집니다.</translation>
    </message>
    <message>
        <source>Type the first letters of a class; the first one that fits is shown at once. Esc brings back the class that was shown before.</source>
        <translation>클래스 이름의 앞 글자를 입력하면 맞는 클래스를 바로 보여 줍니다. Esc를 누르면 보던 클래스로 돌아갑니다.</translation>
    </message>
    <message>
        <source>One class: its map on the scale shared by all, its score S and its probability p. Click it to see its map in the large views; Shift+click asks why another class was predicted.</source>
        <translation>클래스 하나의 맵(모두 같은 스케일), 점수 S, 확률 p입니다. 클릭하면 큰 뷰에 맵이 나오고, Shift+클릭하면 왜 다른 클래스로 읽었는지 알아봅니다.</translation>
    </message>
    <message>
        <source>Closes the page beside the stage. What was done on it stays as it is, and the icon on the right opens it again.</source>
        <translation>스테이지 옆의 페이지를 닫습니다. 하던 일은 그대로 남고, 오른쪽 아이콘으로 다시 엽니다.</translation>
    </message>
    <message>
        <source>Opens a page beside the stage, or closes it. Canvas and views stay in sight.</source>
        <translation>스테이지 옆에 페이지를 열거나 닫습니다. 캔버스와 뷰는 계속 보입니다.</translation>
    </message>
    <message>
        <source>How far the training has come. A click opens its page.</source>
        <translation>학습이 얼마나 진행되었는지 알려 줍니다. 클릭하면 학습 페이지가 열립니다.</translation>
    </message>
    <message>
        <source>Closes the message. Nothing is lost.</source>
        <translation>메시지를 닫습니다. 닫아도 사라지는 것은 없습니다.</translation>
    </message>
    <message>
        <source>Does what the message offers.</source>
        <translation>메시지가 권하는 일을 합니다.</translation>
    </message>
    <message>
        <source>Closes this page for good. Everything on it is in the menus and the icons, too.</source>
        <translation>이 페이지를 닫고 다시 열지 않습니다. 여기 있는 것은 모두 메뉴와 아이콘에도 있습니다.</translation>
    </message>
    <message>
        <source>Show the map of that class</source>
        <translation>그 클래스의 맵 보기</translation>
    </message>
    <message>
        <source>Draw on the [sample] instead of starting afresh</source>
        <translation>새로 시작하지 않고 [sample] 위에 이어서 그리기</translation>
    </message>
    <message>
        <source>Close the message</source>
        <translation>메시지 닫기</translation>
    </message>
    <message>
        <source>Always</source>
        <translation>언제나</translation>
    </message>
    <message>
        <source>While the mistakes have the focus</source>
        <translation>오답 페이지를 쓰는 동안</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>단축키</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>키</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>하는 일</translation>
    </message>
    <message>
        <source>Arrow keys</source>
        <translation>화살표 키</translation>
    </message>
    <message>
        <source>While a part has the focus (Tab goes to the next one)</source>
        <translation>각 부분에 초점이 있을 때(Tab으로 다음 부분에 갑니다)</translation>
    </message>
    <message>
        <source>Sliders and lists: change the value</source>
        <translation>슬라이더와 목록: 값 바꾸기</translation>
    </message>
    <message>
        <source>Confusion matrix: choose a cell; Enter lists its [samples]</source>
        <translation>혼동 행렬: 칸 고르기. Enter로 그 칸의 [sample] 목록 보기</translation>
    </message>
    <message>
        <source>Channels: choose one; Space switches it off and on again</source>
        <translation>채널: 고르기. 스페이스바로 끄고 켜기</translation>
    </message>
    <message>
        <source>Channels: the first, the last</source>
        <translation>채널: 처음, 마지막</translation>
    </message>
    <message>
        <source>Layer by layer: move to another cell</source>
        <translation>층별 보기: 다른 칸으로 가기</translation>
    </message>
    <message>
        <source>Page Up / Page Down</source>
        <translation>Page Up / Page Down</translation>
    </message>
    <message>
        <source>Layer by layer: another channel</source>
        <translation>층별 보기: 다른 채널 보기</translation>
    </message>
    <message>
        <source>Two networks: move the [sample]; Home brings it back</source>
        <translation>두 신경망: [sample] 옮기기. Home으로 제자리에 돌려놓기</translation>
    </message>
    <message>
        <source>Painting a guess: move; Space paints a cell</source>
        <translation>예상 칠하기: 옮겨 가기. 스페이스바로 칸 칠하기</translation>
    </message>
    <message>
        <source>Photo: the part before, the next</source>
        <translation>사진: 이전 부분, 다음 부분</translation>
    </message>
    <message>
        <source>In the manual</source>
        <translation>설명서에서</translation>
    </message>
    <message>
        <source>Search the manual; Enter opens what was found</source>
        <translation>설명서에서 찾기. Enter로 찾은 곳 열기</translation>
    </message>
    <message>
        <source>Back and forward</source>
        <translation>뒤로, 앞으로</translation>
    </message>
    <message>
        <source>Clear the search, or close the manual</source>
        <translation>검색 지우기, 또는 설명서 닫기</translation>
    </message>
    <message>
        <source>Corrected labels</source>
        <translation>수정한 레이블</translation>
    </message>
    <message>
        <source>Empty canvas</source>
        <translation>빈 캔버스</translation>
    </message>
    <message>
        <source>Drawn by hand</source>
        <translation>직접 그린 [sample]</translation>
    </message>
    <message>
        <source>label {0}</source>
        <translation>레이블 {0}</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>수정됨</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>파일(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>편집(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>보기(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Model</source>
        <translation>모델(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;[Samples]</source>
        <translation>[sample](&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>도움말(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Get MNIST (11 MB)…</source>
        <translation>MNIST 내려받기(11 MB)(&amp;G)…</translation>
    </message>
    <message>
        <source>Save do&amp;cument…</source>
        <translation>문서 저장(&amp;C)…</translation>
    </message>
    <message>
        <source>Save &amp;report…</source>
        <translation>보고서 저장(&amp;R)…</translation>
    </message>
    <message>
        <source>&amp;Save figure…</source>
        <translation>그림 저장(&amp;S)…</translation>
    </message>
    <message>
        <source>Save &amp;work sheet…</source>
        <translation>연습지 저장(&amp;W)…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>끝내기(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>실행 취소(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>다시 실행(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Copy figure</source>
        <translation>그림 복사(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Paste picture</source>
        <translation>이미지 붙여넣기(&amp;P)</translation>
    </message>
    <message>
        <source>Pe&amp;n</source>
        <translation>펜(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Eraser</source>
        <translation>지우개(&amp;E)</translation>
    </message>
    <message>
        <source>C&amp;lear</source>
        <translation>모두 지우기(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Follow prediction</source>
        <translation>예측 따라가기(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;More opacity</source>
        <translation>더 불투명하게(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Less opacity</source>
        <translation>더 투명하게(&amp;L)</translation>
    </message>
    <message>
        <source>Reset &amp;zoom</source>
        <translation>확대/축소 초기화(&amp;Z)</translation>
    </message>
    <message>
        <source>&amp;Decomposition</source>
        <translation>분해(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Manual</source>
        <translation>설명서(&amp;M)</translation>
    </message>
    <message>
        <source>{0}: label {1}, predicted {2}</source>
        <translation>{0}: 레이블 {1}, 예측 {2}</translation>
    </message>
    <message>
        <source>[Samples] and data</source>
        <translation>[samples]과(와) 데이터</translation>
    </message>
    <message>
        <source>Networks</source>
        <translation>신경망</translation>
    </message>
    <message>
        <source>Predictions</source>
        <translation>예측</translation>
    </message>
    <message>
        <source>Maps</source>
        <translation>맵</translation>
    </message>
    <message>
        <source>Decomposition</source>
        <translation>분해</translation>
    </message>
    <message>
        <source>Mistakes</source>
        <translation>오답</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>학습</translation>
    </message>
    <message>
        <source>The window</source>
        <translation>창</translation>
    </message>
    <message>
        <source>Lesson and exports</source>
        <translation>수업과 내보내기</translation>
    </message>
    <message>
        <source>Glossary</source>
        <translation>용어집</translation>
    </message>
    <message>
        <source>The page has more than {0} lines. Split it into several pages.</source>
        <translation>이 페이지는 {0}줄보다 깁니다. 여러 페이지로 나누세요.</translation>
    </message>
    <message>
        <source>The page has more than {0} of the characters {1}. Split it into several pages.</source>
        <translation>이 페이지에 기호({1})가 {0}개보다 많습니다. 여러 페이지로 나누세요.</translation>
    </message>
    <message>
        <source>The tables of this page have more than {0} cells. Split it into several pages.</source>
        <translation>이 페이지의 표에 칸이 {0}개보다 많습니다. 여러 페이지로 나누세요.</translation>
    </message>
    <message>
        <source>The formulas of this page have more than {0} characters. Split it into several pages.</source>
        <translation>이 페이지의 수식이 모두 합해 {0}자보다 깁니다. 여러 페이지로 나누세요.</translation>
    </message>
    <message>
        <source>{0}: the model&apos;s card is damaged ({1}), so less is known of it. Its network is used. Rename the model in the library to write a new card.</source>
        <translation>{0}: 모델 카드가 손상되어({1}) 모델에 대해 알 수 있는 내용이 줄었습니다. 신경망은 그대로 씁니다. 라이브러리에서 모델 이름을 바꾸면 카드가 새로 만들어집니다.</translation>
    </message>
    <message>
        <source>Training: the loss was {0} in step {1} of epoch {2}. Choose a lower learning rate.</source>
        <translation>학습: 에포크 {2}의 {1}번째 스텝에서 손실이 정상적인 값이 아닙니다({0}). 학습률을 낮추세요.</translation>
    </message>
    <message>
        <source>Training: the loss on the test [samples] was {0} after epoch {1}. Choose a lower learning rate.</source>
        <translation>학습: 에포크 {1} 뒤 테스트용 [sample] 데이터의 손실이 정상적인 값이 아닙니다({0}). 학습률을 낮추세요.</translation>
    </message>
    <message>
        <source>The recipe {0} adds built-in digits, but {1} has other pictures. Choose another recipe.</source>
        <translation>학습 방식 {0}에서는 내장 숫자를 더하는데 {1}의 이미지는 숫자가 아닙니다. 다른 학습 방식을 고르세요.</translation>
    </message>
    <message>
        <source>{0} has too few training [samples] for a cross-validation. Open a data set with at least {1}.</source>
        <translation>데이터 세트({0})에 교차 검증을 할 만큼 학습용 [sample]이(가) 많지 않습니다. {1}개 이상인 데이터 세트를 여세요.</translation>
    </message>
    <message>
        <source>The network has {0} classes and cannot be trained on {1}, which has {2}. Choose another model or other [samples].</source>
        <translation>신경망의 클래스는 {0}개이고 데이터 세트({1})의 클래스는 {2}개라서 학습할 수 없습니다. 다른 모델이나 다른 [sample] 데이터를 고르세요.</translation>
    </message>
    <message>
        <source>it has no layers to be trained</source>
        <translation>학습할 층이 없습니다</translation>
    </message>
    <message>
        <source>use it as it is, or export it as .onnx</source>
        <translation>그대로 쓰거나 .onnx로 내보내세요</translation>
    </message>
    <message>
        <source>TensorFlow, which trains networks, cannot be loaded ({0}). Install it: pip install tensorflow</source>
        <translation>신경망을 학습시키는 TensorFlow를 불러올 수 없습니다({0}). 설치하세요: pip install tensorflow</translation>
    </message>
    <message>
        <source>a place to keep the unfinished training</source>
        <translation>끝나지 않은 학습을 보관할 위치</translation>
    </message>
    <message>
        <source>continue that training, or free some disk space</source>
        <translation>그 학습을 이어서 하거나 디스크 공간을 확보하세요</translation>
    </message>
    <message>
        <source>Training: another one is running in {0}. Wait until it is done, or stop it.</source>
        <translation>학습: 다른 학습이 실행 중입니다({0}). 끝날 때까지 기다리거나 중지하세요.</translation>
    </message>
    <message>
        <source>The unfinished training is kept in {0} and offered again after this one.</source>
        <translation>끝나지 않은 학습은 {0}에 보관했습니다. 이번 학습이 끝나면 이어서 할 수 있습니다.</translation>
    </message>
    <message>
        <source>The timeline of the training is damaged and begins anew. It is kept as {0}.</source>
        <translation>학습 타임라인 파일이 손상되어 타임라인을 새로 시작합니다. 손상된 파일은 {0} 이름으로 보관했습니다.</translation>
    </message>
    <message>
        <source>{0} Training continues without it.</source>
        <translation>{0} 그래도 학습은 계속합니다.</translation>
    </message>
    <message>
        <source>Corrected labels of training [samples] in use: {0}.</source>
        <translation>학습에 쓰는 수정한 레이블: {0}개.</translation>
    </message>
    <message>
        <source>{0} has {1} classes and cannot start training on {2}, which has {3}. Choose another model or other [samples].</source>
        <translation>{0}의 클래스는 {1}개이고 {2}의 클래스는 {3}개라서 이 모델로 학습을 시작할 수 없습니다. 다른 모델이나 다른 [sample] 데이터를 고르세요.</translation>
    </message>
    <message>
        <source>{0} is for other pictures or classes and cannot start training on {1}. Choose another model.</source>
        <translation>{0}: 다른 이미지나 클래스를 다루는 모델이라서 {1} 학습을 시작할 수 없습니다. 다른 모델을 고르세요.</translation>
    </message>
    <message>
        <source>{0} has the architecture {2} and cannot start training of {1}. Choose the architecture {2}.</source>
        <translation>{0}: 구조가 {2}인 모델로는 {1} 구조의 학습을 시작할 수 없습니다. {2} 구조를 고르세요.</translation>
    </message>
    <message>
        <source>The training of {0} cannot continue without its [samples]. {1}</source>
        <translation>{0} 학습을 이어서 하려면 그때 쓴 [sample] 데이터가 있어야 합니다. {1}</translation>
    </message>
    <message>
        <source>Training: the [samples] of {0} are not the ones it was started with. Start it again, or put the [samples] back.</source>
        <translation>학습: {0}의 [sample] 데이터가 시작할 때와 다릅니다. 새로 시작하거나 [sample] 데이터를 되돌려 놓으세요.</translation>
    </message>
    <message>
        <source>a place to keep the timeline</source>
        <translation>타임라인 저장 위치</translation>
    </message>
    <message>
        <source>L&amp;esson</source>
        <translation>수업(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Next page of the lesson</source>
        <translation>수업의 다음 페이지(&amp;N)</translation>
    </message>
    <message>
        <source>Pre&amp;vious page of the lesson</source>
        <translation>수업의 이전 페이지(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Presentation</source>
        <translation>발표 모드(&amp;P)</translation>
    </message>
    <message>
        <source>Laser p&amp;ointer</source>
        <translation>레이저 포인터(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Train a network</source>
        <translation>신경망 학습(&amp;T)</translation>
    </message>
    <message>
        <source>Training &amp;history</source>
        <translation>학습 기록(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Mistakes</source>
        <translation>오답(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Previous [sample]</source>
        <translation>이전 [sample](&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Next [sample]</source>
        <translation>다음 [sample](&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Random [sample]</source>
        <translation>아무 [sample](&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>단축키(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;About CAM Viewer</source>
        <translation>CAM Viewer 정보(&amp;A)</translation>
    </message>
    <message>
        <source>choosing a [sample]</source>
        <translation>[sample] 선택</translation>
    </message>
    <message>
        <source>drawing</source>
        <translation>그리기</translation>
    </message>
    <message>
        <source>clearing</source>
        <translation>모두 지우기</translation>
    </message>
    <message>
        <source>ambiguous</source>
        <translation>모호함</translation>
    </message>
    <message>
        <source>label wrong</source>
        <translation>레이블 오류</translation>
    </message>
    <message>
        <source>model wrong</source>
        <translation>모델 오류</translation>
    </message>
    <message>
        <source>fraction</source>
        <translation>분수</translation>
    </message>
    <message>
        <source>sum</source>
        <translation>합</translation>
    </message>
    <message>
        <source>times</source>
        <translation>곱하기</translation>
    </message>
    <message>
        <source>at most</source>
        <translation>이하</translation>
    </message>
    <message>
        <source>at least</source>
        <translation>이상</translation>
    </message>
    <message>
        <source>CAM</source>
        <translation>CAM</translation>
    </message>
    <message>
        <source>Grad-CAM</source>
        <translation>Grad-CAM</translation>
    </message>
    <message>
        <source>HiResCAM</source>
        <translation>HiResCAM</translation>
    </message>
    <message>
        <source>a checkpoint of a training</source>
        <translation>학습 체크포인트</translation>
    </message>
    <message>
        <source>the checkpoint</source>
        <translation>체크포인트</translation>
    </message>
    <message>
        <source>one softmax</source>
        <translation>소프트맥스 하나</translation>
    </message>
    <message>
        <source>at most {0} weights</source>
        <translation>{0}개 이하의 가중치</translation>
    </message>
    <message>
        <source>{0} and {1}</source>
        <translation>{0}, {1}</translation>
    </message>
    <message>
        <source>{0} in {1}</source>
        <translation>{1}: {0}</translation>
    </message>
    <message>
        <source>a window of {0} within {1} cells</source>
        <translation>{0}: {1} 칸 안에 드는 창</translation>
    </message>
    <message>
        <source>the animation</source>
        <translation>동영상</translation>
    </message>
    <message>
        <source>the other channel</source>
        <translation>나머지 채널 1개</translation>
    </message>
    <message>
        <source>mean of the map over all cells ({0}) =</source>
        <translation>칸 {0}개에 대한 맵의 평균 =</translation>
    </message>
    <message>
        <source>label {0} as {1}: {2} ({3} of label {0})</source>
        <translation>레이블 {0} → 예측 {1}: {2}개(레이블 {0} 전체의 {3})</translation>
    </message>
    <message>
        <source>label {1}: {2} of {0} misclassified, recall {3}</source>
        <translation>레이블 {1}: {0}개 중 오답 {2}개, 재현율 {3}</translation>
    </message>
    <message>
        <source>predicted {1}: {2} of {0} misclassified, precision {3}</source>
        <translation>예측 {1}: {0}개 중 오답 {2}개, 정밀도 {3}</translation>
    </message>
    <message>
        <source>Linked view</source>
        <translation>연결된 뷰</translation>
    </message>
    <message>
        <source>Lesson</source>
        <translation>수업</translation>
    </message>
    <message>
        <source>Architecture</source>
        <translation>구조</translation>
    </message>
    <message>
        <source>a network that Keras saved</source>
        <translation>Keras가 저장한 신경망</translation>
    </message>
    <message>
        <source>a Sequential or a functional model</source>
        <translation>Sequential 또는 함수형 모델</translation>
    </message>
    <message>
        <source>a model with layers</source>
        <translation>층이 있는 모델</translation>
    </message>
    <message>
        <source>at most {0} layers</source>
        <translation>{0}개 이하의 층</translation>
    </message>
    <message>
        <source>custom layer {0}</source>
        <translation>사용자 정의 층 {0}</translation>
    </message>
    <message>
        <source>{0} more</source>
        <translation>외 {0}개</translation>
    </message>
    <message>
        <source>layers of different names</source>
        <translation>이름이 서로 다른 층</translation>
    </message>
    <message>
        <source>a network with one input</source>
        <translation>입력이 하나인 신경망</translation>
    </message>
    <message>
        <source>two or more inputs of {0}</source>
        <translation>{0}: 입력 두 개 이상</translation>
    </message>
    <message>
        <source>one input of {0}</source>
        <translation>{0}: 입력 하나</translation>
    </message>
    <message>
        <source>{0} without further arguments</source>
        <translation>다른 인자가 없는 {0}</translation>
    </message>
    <message>
        <source>a whole number from {0} to {1}</source>
        <translation>{0}~{1}의 정수</translation>
    </message>
    <message>
        <source>a number from {0} to {1}</source>
        <translation>{0}~{1}의 수</translation>
    </message>
    <message>
        <source>axes out of 1, 2 and 3</source>
        <translation>1, 2, 3 중의 축</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{1}의 {0}</translation>
    </message>
    <message>
        <source>{0} is {1}, not from 0 to 1</source>
        <translation>{0} 값 {1}: 0~1 범위를 벗어났습니다</translation>
    </message>
    <message>
        <source>the object {0}</source>
        <translation>객체 {0}</translation>
    </message>
    <message>
        <source>an object</source>
        <translation>객체</translation>
    </message>
    <message>
        <source>a list</source>
        <translation>목록</translation>
    </message>
    <message>
        <source>lecture&apos;s scale: |map|, after resizing as well (the lecture: before only), stretched to each row&apos;s own limits; do not compare rows</source>
        <translation>강의 스케일: |맵|, 확대한 뒤에도 절댓값(강의는 확대하기 전에만), 범위는 행마다 따로. 행끼리 비교하지 마세요</translation>
    </message>
    <message>
        <source>A formula cannot contain “{0}” (in “{1}”). Write words beside the formula.</source>
        <translation>수식에는 “{0}” 글자를 쓸 수 없습니다(“{1}” 안). 말은 수식 옆에 쓰세요.</translation>
    </message>
    <message>
        <source>The formula “{0}” has nothing to draw. Write a letter or a number.</source>
        <translation>수식 “{0}”에는 그릴 내용이 없습니다. 글자나 수를 쓰세요.</translation>
    </message>
    <message>
        <source>start the training again</source>
        <translation>학습을 새로 시작하세요</translation>
    </message>
    <message>
        <source>layers that TensorFlow can build</source>
        <translation>TensorFlow가 만들 수 있는 층</translation>
    </message>
    <message>
        <source>another file than the network&apos;s own</source>
        <translation>신경망 파일이 아닌 다른 파일</translation>
    </message>
    <message>
        <source>choose another name</source>
        <translation>다른 이름을 고르세요</translation>
    </message>
    <message>
        <source>a checkpoint of its architecture</source>
        <translation>같은 구조의 체크포인트</translation>
    </message>
    <message>
        <source>the weights of its layers</source>
        <translation>각 층의 가중치</translation>
    </message>
    <message>
        <source>finite scores</source>
        <translation>유한한 점수</translation>
    </message>
    <message>
        <source>the training history of a model</source>
        <translation>모델의 학습 기록</translation>
    </message>
    <message>
        <source>{0} The model was saved without its training history.</source>
        <translation>{0} 모델은 학습 기록 없이 저장했습니다.</translation>
    </message>
    <message>
        <source>a training history of at most {0} MB</source>
        <translation>{0} MB 이하의 학습 기록</translation>
    </message>
    <message>
        <source>the network is too large for it</source>
        <translation>신경망이 너무 큽니다</translation>
    </message>
    <message>
        <source>its content is of another kind or of a newer version</source>
        <translation>내용의 형식이 다르거나 더 새로운 버전입니다</translation>
    </message>
    <message>
        <source>Training that makes maps agree with occlusion needs a network that ends in GlobalAveragePooling2D and one Dense layer. Choose another architecture or another recipe.</source>
        <translation>맵이 가림 결과와 맞도록 학습시키려면 신경망이 GlobalAveragePooling2D와 Dense 층 하나로 끝나야 합니다. 다른 구조나 다른 학습 방식을 고르세요.</translation>
    </message>
    <message>
        <source>step {0} of epoch {1}</source>
        <translation>에포크 {1}의 스텝 {0}</translation>
    </message>
    <message>
        <source>the optimizer&apos;s state does not fit the network</source>
        <translation>옵티마이저 상태가 신경망과 맞지 않습니다</translation>
    </message>
    <message>
        <source>{0} is kept in pieces</source>
        <translation>{0} 항목이 조각으로 나뉘어 있습니다</translation>
    </message>
    <message>
        <source>weights {0} of shape {1}, {2}</source>
        <translation>가중치 {0}, 형태 {1}, {2}</translation>
    </message>
    <message>
        <source>finite weights</source>
        <translation>유한한 가중치</translation>
    </message>
    <message>
        <source>the work sheet</source>
        <translation>연습지</translation>
    </message>
    <message>
        <source>One cell of a class activation map, by hand</source>
        <translation>클래스 활성화 맵 한 칸을 손으로 계산하기</translation>
    </message>
    <message>
        <source>{0} · class {1} · model {2}</source>
        <translation>{0} · 클래스 {1} · 모델 {2}</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>정답</translation>
    </message>
    <message>
        <source>Name:</source>
        <translation>이름:</translation>
    </message>
    <message>
        <source>[Sample], {0} × {1} pixels</source>
        <translation>[sample], {0} × {1}픽셀</translation>
    </message>
    <message>
        <source>Framed: column {0}, row {1}, counted from 0</source>
        <translation>테두리 칸: 열 {0}, 행 {1} (0부터 셈)</translation>
    </message>
    <message>
        <source>1. The map in the framed cell</source>
        <translation>1. 테두리 칸의 맵 값</translation>
    </message>
    <message>
        <source>the other {0} channels together</source>
        <translation>나머지 채널 {0}개의 합</translation>
    </message>
    <message>
        <source>2. The score of the class</source>
        <translation>2. 클래스의 점수</translation>
    </message>
</context>
<context>
    <name>AblationBanner</name>
    <message>
        <source>Back to the model</source>
        <translation>원래 모델로</translation>
    </message>
    <message>
        <source>Switch all channels back on, at their original strength</source>
        <translation>모든 채널을 원래 세기로 다시 켭니다</translation>
    </message>
    <message>
        <source>1 channel switched off</source>
        <translation>채널 1개 끔</translation>
    </message>
    <message>
        <source>{0} channels switched off</source>
        <translation>채널 {0}개 끔</translation>
    </message>
    <message>
        <source>1 channel scaled</source>
        <translation>채널 1개 세기 변경</translation>
    </message>
    <message>
        <source>{0} channels scaled</source>
        <translation>채널 {0}개 세기 변경</translation>
    </message>
    <message>
        <source>Modified model: {0}</source>
        <translation>바꾼 모델: {0}</translation>
    </message>
</context>
<context>
    <name>AboutModel</name>
    <message>
        <source>About this model</source>
        <translation>모델 정보</translation>
    </message>
    <message>
        <source>Input scaling</source>
        <translation>입력 스케일링</translation>
    </message>
    <message>
        <source>How pixels are scaled before they reach the network, and how many [samples] of the data set it then predicts correctly</source>
        <translation>픽셀을 신경망에 넣기 전에 어떻게 스케일링하는지, 그때 데이터 세트의 [sample]을(를) 얼마나 맞히는지 보여 줍니다</translation>
    </message>
</context>
<context>
    <name>AnnotationController</name>
    <message>
        <source>[Samples] with new tags or notes: {0}; with others than yours: {1}</source>
        <translation>새 태그나 메모가 붙은 [sample]: {0}개. 내 것과 다른 [sample]: {1}개</translation>
    </message>
</context>
<context>
    <name>ArrayDialog</name>
    <message>
        <source>Choose the arrays</source>
        <translation>배열 고르기</translation>
    </message>
    <message>
        <source>{0} does not say which of its arrays holds the pictures and which the labels. Choose them here.</source>
        <translation>{0}만으로는 어느 배열이 이미지이고 어느 배열이 레이블인지 알 수 없습니다. 여기서 고르세요.</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>이미지</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>레이블</translation>
    </message>
    <message>
        <source>&amp;Pictures</source>
        <translation>이미지(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Labels</source>
        <translation>레이블(&amp;L)</translation>
    </message>
    <message>
        <source>No labels</source>
        <translation>레이블 없음</translation>
    </message>
    <message>
        <source>None of the arrays has the shape of pictures.</source>
        <translation>이미지로 볼 수 있는 모양의 배열이 없습니다.</translation>
    </message>
</context>
<context>
    <name>Attributing</name>
    <message>
        <source>This method did not finish and is not used again.</source>
        <translation>이 방법은 계산이 끝나지 않아 다시 쓰지 않습니다.</translation>
    </message>
</context>
<context>
    <name>BlendView</name>
    <message>
        <source>Blend</source>
        <translation>겹쳐 보기</translation>
    </message>
</context>
<context>
    <name>Calibrating</name>
    <message>
        <source>The predictions of {0} come without probabilities, so there is nothing to compare with the labels.</source>
        <translation>{0}의 예측에는 확률이 없어서 레이블과 비교할 것이 없습니다.</translation>
    </message>
    <message>
        <source>Least sure {0}%</source>
        <translation>확신 하위 {0}%</translation>
    </message>
</context>
<context>
    <name>Canvas</name>
    <message>
        <source>Drawing canvas</source>
        <translation>그리기 캔버스</translation>
    </message>
</context>
<context>
    <name>ChannelPanel</name>
    <message>
        <source>f: output of the channel, cell by cell</source>
        <translation>f: 칸마다 채널이 내는 값</translation>
    </message>
    <message>
        <source>w f: what the channel adds to the map of the class</source>
        <translation>w f: 채널이 클래스의 맵에 더하는 값</translation>
    </message>
    <message>
        <source>Σ w f: sum of the maps of the first channels in order</source>
        <translation>Σ w f: 정렬 순서대로 앞쪽 채널들의 맵을 더한 것</translation>
    </message>
    <message>
        <source>M: sum of the maps of all channels, as the network computes them</source>
        <translation>M: 모든 채널의 맵을 더한 것(신경망이 계산한 값)</translation>
    </message>
    <message>
        <source>Point at a cell, or move to it with the arrow keys: the line below shows which channels add to its value, and the input view shows what the cell sees. All maps except f are on one scale. In M, the outlined cells are those where the channel adds at least half of its largest value.</source>
        <translation>칸을 가리키거나 화살표 키로 옮겨 가 보세요. 그 값에 보탠 채널이 아래 줄에 나오고, 그 칸이 보는 영역이 입력 뷰에 나옵니다. f를 뺀 모든 맵은 같은 스케일입니다. M에서 테두리가 있는 칸은 이 채널이 자기 최댓값의 절반 이상을 더하는 곳입니다.</translation>
    </message>
    <message>
        <source>On</source>
        <translation>켬</translation>
    </message>
    <message>
        <source>Switch the channel off or on (Space, double-click)</source>
        <translation>채널 끄기/켜기(스페이스바, 두 번 클릭)</translation>
    </message>
    <message>
        <source>Without the channel, all maps, scores and probabilities are computed again from the same features; the network does not run again. A banner says that the model is modified and lets you return to the original.</source>
        <translation>채널을 끄면 같은 특징에서 맵, 점수, 확률을 다시 계산합니다. 신경망을 다시 실행하지는 않습니다. 모델을 바꾸었다는 띠가 나타나며, 거기서 원래대로 되돌릴 수 있습니다.</translation>
    </message>
    <message>
        <source>Factor that multiplies the channel, in percent</source>
        <translation>채널에 곱하는 배율(%)</translation>
    </message>
    <message>
        <source>What if the channel were weaker or stronger?</source>
        <translation>이 채널이 더 약하거나 강했다면?</translation>
    </message>
    <message>
        <source>Number of channels in the sum</source>
        <translation>더하는 채널 수</translation>
    </message>
    <message>
        <source>Build up the sum of maps channel by channel (arrow keys)</source>
        <translation>채널을 하나씩 더해 맵의 합을 만들어 갑니다(화살표 키)</translation>
    </message>
    <message>
        <source>How many channels, in the order chosen above, are in the sum of maps; this does not depend on which channel is enlarged. Next to it you see how far the sum is from the whole map, at the cell where the difference is largest.</source>
        <translation>위에서 고른 순서대로 몇 번째 채널까지 더할지 정합니다. 크게 보는 채널과는 상관없습니다. 옆의 수는 전체 맵과 차이가 가장 큰 칸에서 그 차이가 얼마인지 보여 줍니다.</translation>
    </message>
    <message>
        <source>Sum of</source>
        <translation>합</translation>
    </message>
    <message>
        <source>channel {0}: F {1}, difference of weights {2}, contribution {3}, factor {4}</source>
        <translation>채널 {0}: F {1}, 가중치의 차이 {2}, 기여도 {3}, 배율 {4}</translation>
    </message>
    <message>
        <source>all {0}</source>
        <translation>{0}개 모두</translation>
    </message>
    <message>
        <source>{0} of {1}, off by {2}</source>
        <translation>{1}개 중 {0}개, 오차 {2}</translation>
    </message>
    <message>
        <source>Last channel added: {0}; largest difference from the whole map: {1}</source>
        <translation>마지막으로 더한 채널: {0}, 전체 맵과의 최대 차이: {1}</translation>
    </message>
    <message>
        <source>channel {0}: F {1}, weight {2}, contribution {3}, factor {4}</source>
        <translation>채널 {0}: F {1}, 가중치 {2}, 기여도 {3}, 배율 {4}</translation>
    </message>
    <message>
        <source>Point at a cell to see which channels make its value.</source>
        <translation>칸을 가리키면 어느 채널이 그 값을 만들었는지 보여 줍니다.</translation>
    </message>
    <message>
        <source>Channel {0}</source>
        <translation>채널 {0}</translation>
    </message>
    <message>
        <source>Sum of {0}</source>
        <translation>{0}개의 합</translation>
    </message>
    <message>
        <source>({0}, {1}): {2} =</source>
        <translation>({0}, {1}): {2} =</translation>
    </message>
    <message>
        <source>others {0}</source>
        <translation>나머지 {0}</translation>
    </message>
</context>
<context>
    <name>ChannelsPage</name>
    <message>
        <source>Order of the channels</source>
        <translation>채널 순서</translation>
    </message>
    <message>
        <source>Contribution w F</source>
        <translation>기여도 w F</translation>
    </message>
    <message>
        <source>Index</source>
        <translation>번호</translation>
    </message>
    <message>
        <source>Size |w F|</source>
        <translation>크기 |w F|</translation>
    </message>
    <message>
        <source>The order in which channels are shown and added up</source>
        <translation>채널을 보여 주고 더하는 순서를 고릅니다</translation>
    </message>
    <message>
        <source>Sort channels by</source>
        <translation>채널 정렬</translation>
    </message>
    <message>
        <source>class {0}</source>
        <translation>클래스 {0}</translation>
    </message>
</context>
<context>
    <name>ClassButton</name>
    <message>
        <source>Class {0}</source>
        <translation>클래스 {0}</translation>
    </message>
    <message>
        <source>Class {0}, score {1}, probability {2}</source>
        <translation>클래스 {0}, 점수 {1}, 확률 {2}</translation>
    </message>
    <message>
        <source>Class {0}, score {1}, probability {2}, predicted</source>
        <translation>클래스 {0}, 점수 {1}, 확률 {2}, 예측 클래스</translation>
    </message>
</context>
<context>
    <name>ClassContrastView</name>
    <message>
        <source>Maps of the predicted class and the label</source>
        <translation>예측 클래스와 레이블의 맵</translation>
    </message>
    <message>
        <source>for {0}</source>
        <translation>{0}에 유리</translation>
    </message>
    <message>
        <source>{0} minus {1}</source>
        <translation>{0} 빼기 {1}</translation>
    </message>
    <message>
        <source>red for {0}, blue for {1}</source>
        <translation>빨강은 {0}, 파랑은 {1}</translation>
    </message>
    <message>
        <source>red {0}, blue {1}</source>
        <translation>빨강 {0}, 파랑 {1}</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>차이</translation>
    </message>
    <message>
        <source>mean {0}</source>
        <translation>평균 {0}</translation>
    </message>
    <message>
        <source>cell {0}</source>
        <translation>칸 {0}</translation>
    </message>
</context>
<context>
    <name>ClassNamesDialog</name>
    <message>
        <source>Class names</source>
        <translation>클래스 이름</translation>
    </message>
    <message>
        <source>One name per line, in the order of the labels: {0} names.</source>
        <translation>레이블 순서대로 한 줄에 이름 하나씩, 모두 {0}개를 적으세요.</translation>
    </message>
    <message>
        <source>The number of names does not fit: {0} for {1} classes.</source>
        <translation>이름의 개수가 맞지 않습니다. 클래스는 {1}개인데 이름은 {0}개입니다.</translation>
    </message>
    <message>
        <source>Names must be different from one another and have at most {0} letters.</source>
        <translation>이름은 서로 달라야 하고 각각 {0}자 이내여야 합니다.</translation>
    </message>
</context>
<context>
    <name>ClassSearch</name>
    <message>
        <source>Find class</source>
        <translation>클래스 찾기</translation>
    </message>
    <message>
        <source>Type the beginning of a class name to show its map</source>
        <translation>클래스 이름의 앞부분을 입력하면 그 클래스의 맵이 나옵니다</translation>
    </message>
</context>
<context>
    <name>ClassStrip</name>
    <message>
        <source>Show the map of class {0} (key {0})</source>
        <translation>클래스 {0}의 맵 보기({0} 키)</translation>
    </message>
    <message>
        <source>Follow prediction</source>
        <translation>예측 따라가기</translation>
    </message>
    <message>
        <source>Always show the map of the predicted class (F)</source>
        <translation>언제나 예측 클래스의 맵을 보여 줍니다(F)</translation>
    </message>
    <message>
        <source>Show the map of class {0}</source>
        <translation>클래스 {0}의 맵 보기</translation>
    </message>
    <message>
        <source>Shift+click: why was another class predicted, and not {0}?</source>
        <translation>Shift+클릭: 왜 {0} 말고 다른 클래스로 예측했을까요?</translation>
    </message>
    <message>
        <source>score S, probability p</source>
        <translation>점수 S, 확률 p</translation>
    </message>
    <message>
        <source>map, score S, probability p</source>
        <translation>맵, 점수 S, 확률 p</translation>
    </message>
    <message>
        <source>each map on its own scale: do not compare them</source>
        <translation>맵마다 스케일이 다름: 서로 비교하지 마세요</translation>
    </message>
    <message>
        <source>do not compare the maps</source>
        <translation>맵끼리 비교하지 마세요</translation>
    </message>
    <message>
        <source>all on one scale</source>
        <translation>모두 같은 스케일</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>클래스</translation>
    </message>
</context>
<context>
    <name>ClustersPage</name>
    <message>
        <source>Find clusters</source>
        <translation>유형 찾기</translation>
    </message>
    <message>
        <source>Computes the maps of all mistakes and compares them, in the background</source>
        <translation>모든 오답의 맵을 백그라운드에서 계산해 비교합니다</translation>
    </message>
    <message>
        <source>Clusters of mistakes</source>
        <translation>오답 유형</translation>
    </message>
    <message>
        <source>Click to list its [samples], press F2 to rename it</source>
        <translation>클릭하면 그 [sample]이(가) 나오고, F2를 누르면 이름을 바꿉니다</translation>
    </message>
    <message>
        <source>A cluster is a group of mistakes that the network made for similar reasons: the map of the predicted class minus the map of the label looks alike. Each picture is the mean of these differences, red where the network saw the wrong class.</source>
        <translation>오답 유형은 신경망이 비슷한 이유로 틀린 오답의 묶음입니다. 예측 클래스의 맵에서 레이블의 맵을 뺀 모습이 서로 닮았습니다. 이미지는 이 차이의 평균이며, 빨간 곳에서 신경망은 틀린 클래스를 보았습니다.</translation>
    </message>
    <message>
        <source>Cluster</source>
        <translation>유형</translation>
    </message>
    <message>
        <source>[Samples]</source>
        <translation>개수</translation>
    </message>
    <message>
        <source>Mostly</source>
        <translation>주로</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{1}개 중 {0}개</translation>
    </message>
    <message>
        <source>Comparing the maps of the mistakes…</source>
        <translation>오답의 맵을 비교하는 중…</translation>
    </message>
    <message>
        <source>Groups mistakes by how their maps differ: M of the predicted class minus M of the label.</source>
        <translation>맵의 차이(예측 클래스의 M − 레이블의 M)가 비슷한 오답끼리 묶습니다.</translation>
    </message>
    <message>
        <source>There are no mistakes to group.</source>
        <translation>묶을 오답이 없습니다.</translation>
    </message>
    <message>
        <source>Clusters: {0}. Click one to list its [samples], press F2 to rename it.</source>
        <translation>유형 {0}개. 클릭하면 그 [sample]이(가) 나오고, F2를 누르면 이름을 바꿉니다.</translation>
    </message>
    <message>
        <source>Comparing the maps of all mistakes ({0})… {1}%</source>
        <translation>오답 {0}개의 맵을 비교하는 중… {1}%</translation>
    </message>
    <message>
        <source>Cluster {0}</source>
        <translation>유형 {0}</translation>
    </message>
</context>
<context>
    <name>CodeView</name>
    <message>
        <source>Code</source>
        <translation>코드</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>실행</translation>
    </message>
    <message>
        <source>Run these lines (Ctrl+Enter)</source>
        <translation>이 코드를 실행합니다(Ctrl+Enter)</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>초기화</translation>
    </message>
    <message>
        <source>Bring back the lines as the page has them</source>
        <translation>처음 코드로 되돌립니다</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>복사</translation>
    </message>
    <message>
        <source>Copy these lines to the clipboard</source>
        <translation>이 코드를 클립보드에 복사합니다</translation>
    </message>
    <message>
        <source>Line {0}: {1}</source>
        <translation>{0}행: {1}</translation>
    </message>
    <message>
        <source>Only the code of bundled lessons runs here. Copy it to run it elsewhere.</source>
        <translation>기본 수업의 코드만 여기에서 실행됩니다. 다른 곳에서 실행하려면 복사하세요.</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>중지</translation>
    </message>
</context>
<context>
    <name>ColourBar</name>
    <message>
        <source>Colours from {0} to {1}</source>
        <translation>{0}~{1}의 색상</translation>
    </message>
    <message>
        <source>strongest class: {0}</source>
        <translation>가장 강한 클래스: {0}</translation>
    </message>
    <message>
        <source>▲ {0}</source>
        <translation>▲ {0}</translation>
    </message>
    <message>
        <source>class {0}: {1}× as strong</source>
        <translation>클래스 {0}: {1}배 강함</translation>
    </message>
    <message>
        <source>▲ {0} (× {1})</source>
        <translation>▲ {0}({1}배)</translation>
    </message>
    <message>
        <source>The strongest map is that of class {0}; this one is zero everywhere</source>
        <translation>클래스 {0}의 맵이 가장 강합니다. 이 맵은 모든 칸이 0입니다</translation>
    </message>
    <message>
        <source>The strongest map is that of class {0}: its largest value is {1} times that of this one</source>
        <translation>클래스 {0}의 맵이 가장 강합니다. 최댓값이 이 맵의 {1}배입니다</translation>
    </message>
</context>
<context>
    <name>Comparison</name>
    <message>
        <source>This method did not finish. Choose another one.</source>
        <translation>이 방법은 계산이 끝나지 않습니다. 다른 방법을 고르세요.</translation>
    </message>
    <message>
        <source>Compare models</source>
        <translation>모델 비교</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>모델</translation>
    </message>
    <message>
        <source>This [sample]</source>
        <translation>이 [sample]</translation>
    </message>
    <message>
        <source>Test accuracy</source>
        <translation>테스트 정확도</translation>
    </message>
    <message>
        <source>Architecture</source>
        <translation>구조</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>학습 방식</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>에포크</translation>
    </message>
    <message>
        <source>[Samples]</source>
        <translation>학습 데이터</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>학습 데이터 비율</translation>
    </message>
    <message>
        <source>Started from</source>
        <translation>시작 모델</translation>
    </message>
    <message>
        <source>Trained</source>
        <translation>학습일</translation>
    </message>
</context>
<context>
    <name>ConfidencePage</name>
    <message>
        <source>Bins</source>
        <translation>구간</translation>
    </message>
    <message>
        <source>Bins of equal width</source>
        <translation>너비가 같은 구간</translation>
    </message>
    <message>
        <source>Equally many in each bin</source>
        <translation>개수가 같은 구간</translation>
    </message>
    <message>
        <source>How [samples] are sorted by their probability</source>
        <translation>[sample] 데이터를 확률에 따라 나누는 방법</translation>
    </message>
    <message>
        <source>Divide all scores by the temperature; the diagram then shows only the [samples] at odd places, which it was not fitted to</source>
        <translation>모든 점수를 온도로 나눕니다. 이때 그림에는 온도를 맞출 때 쓰지 않은 홀수 번째 [sample]만 나옵니다</translation>
    </message>
    <message>
        <source>Refuse the least sure</source>
        <translation>확신이 적으면 답하지 않기</translation>
    </message>
    <message>
        <source>Refuse the least sure [samples], which are then listed in the gallery</source>
        <translation>확신이 가장 적은 [sample]에 답하지 않고 갤러리에 보여 줍니다</translation>
    </message>
    <message>
        <source>Temperature {0}</source>
        <translation>온도 {0}</translation>
    </message>
    <message>
        <source>Comparing probabilities and labels…</source>
        <translation>확률과 레이블을 비교하고 있습니다…</translation>
    </message>
    <message>
        <source>Calibration error &lt;b&gt;{0}&lt;/b&gt; ({1} to {2}); if calibrated, below {3}</source>
        <translation>보정 오차 &lt;b&gt;{0}&lt;/b&gt;({1}~{2}), 보정되어 있다면 {3} 미만</translation>
    </message>
    <message>
        <source>Brier score {0}, log loss {1}</source>
        <translation>브라이어 점수 {0}, 로그 손실 {1}</translation>
    </message>
    <message>
        <source>With temperature &lt;b&gt;{0}&lt;/b&gt;: error {1} → {2}, log loss {3} → {4}</source>
        <translation>온도 &lt;b&gt;{0}&lt;/b&gt;: 오차 {1} → {2}, 로그 손실 {3} → {4}</translation>
    </message>
    <message>
        <source>Calibration error: how far probability and accuracy lie apart in the mean (ECE), with its 95% interval, and what a perfectly calibrated network would stay below in 95 of 100 cases.
Temperature: by what all scores are divided, so that log loss is smallest on the [samples] at even places; the figures before and after are those of the others.</source>
        <translation>보정 오차: 확률과 정확도가 평균적으로 얼마나 다른지(ECE)와 그 95% 구간, 그리고 완벽하게 보정된 신경망이라면 100번 중 95번은 넘지 않을 값입니다.
온도: 짝수 번째 [sample]에서 로그 손실이 가장 작아지도록 모든 점수를 나누는 수입니다. 전과 후의 값은 홀수 번째 [sample]에서 구합니다.</translation>
    </message>
    <message>
        <source>Refused: {0}, with {1} of {2} mistakes. Of the others, from {3} on, {4} are correct.</source>
        <translation>답하지 않음: {0}개(오답 {2}개 중 {1}개 포함). 확률 {3}부터인 나머지의 정확도는 {4}입니다.</translation>
    </message>
</context>
<context>
    <name>ConfusionMatrix</name>
    <message>
        <source>Confusion matrix: rows are labels, columns predictions</source>
        <translation>혼동 행렬: 행은 레이블, 열은 예측</translation>
    </message>
    <message>
        <source>Predicted</source>
        <translation>예측</translation>
    </message>
    <message>
        <source>Recall</source>
        <translation>재현율</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>레이블</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>정밀도</translation>
    </message>
</context>
<context>
    <name>Controller</name>
    <message>
        <source>{0}: {1} [samples] to step through</source>
        <translation>{0}: 넘겨 볼 [sample] {1}개</translation>
    </message>
    <message>
        <source>Back to {0}</source>
        <translation>{0}(으)로 돌아가기</translation>
    </message>
    <message>
        <source>opening [samples]</source>
        <translation>[sample] 데이터를 여는 중</translation>
    </message>
    <message>
        <source>Saved {0}</source>
        <translation>저장했습니다: {0}</translation>
    </message>
    <message>
        <source>Renamed {0} to {1}</source>
        <translation>이름을 바꿨습니다: {0} → {1}</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>실행 취소</translation>
    </message>
    <message>
        <source>Deleted {0}; its file is kept as {1}</source>
        <translation>삭제했습니다: {0}(파일은 {1} 이름으로 보관)</translation>
    </message>
</context>
<context>
    <name>Corrupting</name>
    <message>
        <source>corrupting the [sample]</source>
        <translation>[sample] 손상</translation>
    </message>
</context>
<context>
    <name>Cover</name>
    <message>
        <source>Hidden until you have compared your guess</source>
        <translation>예상한 곳을 맵과 비교할 때까지 가려 둡니다</translation>
    </message>
    <message>
        <source>Hidden: first paint where you think the network looks, then compare</source>
        <translation>가려 두었습니다. 신경망이 볼 것 같은 곳을 먼저 칠하고 비교하세요</translation>
    </message>
</context>
<context>
    <name>CoveragePlot</name>
    <message>
        <source>Accuracy (%)</source>
        <translation>정확도(%)</translation>
    </message>
    <message>
        <source>Refused (%)</source>
        <translation>답하지 않은 비율(%)</translation>
    </message>
</context>
<context>
    <name>DataQuestions</name>
    <message>
        <source>These [samples] are dark on a light background, but networks for digits are trained on bright ink on a dark background. Invert them?</source>
        <translation>이 [sample] 데이터는 밝은 바탕에 어둡게 쓰여 있습니다. 그런데 숫자를 읽는 신경망은 어두운 바탕의 밝은 잉크로 학습합니다. 반전할까요?</translation>
    </message>
    <message>
        <source>Invert</source>
        <translation>반전</translation>
    </message>
    <message>
        <source>Keep as they are</source>
        <translation>그대로 두기</translation>
    </message>
    <message>
        <source>These [samples] have no labels. You can see predictions and maps, but accuracy, mistakes and training need [samples] with labels.</source>
        <translation>이 [sample] 데이터에는 레이블이 없습니다. 예측과 맵은 볼 수 있지만 정확도, 오답, 학습에는 레이블이 있는 [sample] 데이터가 필요합니다.</translation>
    </message>
    <message>
        <source>These [samples] already have class names. Open a file first.</source>
        <translation>이 [sample] 데이터의 클래스에는 이미 이름이 있습니다. 먼저 파일을 여세요.</translation>
    </message>
</context>
<context>
    <name>DecompositionPanel</name>
    <message>
        <source>Channels and score</source>
        <translation>채널과 점수</translation>
    </message>
    <message>
        <source>Layer by layer</source>
        <translation>층별 보기</translation>
    </message>
    <message>
        <source>All channels, one of them enlarged, and the score they add up to</source>
        <translation>모든 채널, 크게 본 채널 하나, 그리고 채널들이 이루는 점수</translation>
    </message>
    <message>
        <source>The output of each layer for this [sample], and the kernel behind each number</source>
        <translation>이 [sample]에 대한 층마다의 출력과, 각 수를 만든 커널</translation>
    </message>
</context>
<context>
    <name>DecoyControls</name>
    <message>
        <source>Train a network on decoys</source>
        <translation>미끼 숫자로 신경망 학습</translation>
    </message>
    <message>
        <source>Train one with the patch masked</source>
        <translation>패치를 가리고 학습</translation>
    </message>
    <message>
        <source>Previous digit</source>
        <translation>이전 숫자</translation>
    </message>
    <message>
        <source>Next digit</source>
        <translation>다음 숫자</translation>
    </message>
    <message>
        <source>Mask the patch</source>
        <translation>패치 가리기</translation>
    </message>
    <message>
        <source>Paint the patch black, so that it says nothing</source>
        <translation>패치를 검게 칠해 아무것도 알려 주지 않게 합니다</translation>
    </message>
    <message>
        <source>Architecture {0}, recipe {1}. The network appears on the stage while it learns.</source>
        <translation>구조 {0}, 학습 방식 {1}. 학습하는 동안 신경망이 스테이지에 나타납니다.</translation>
    </message>
    <message>
        <source>A training is running. Wait for it to finish, or stop it on the Training page.</source>
        <translation>학습이 진행 중입니다. 끝날 때까지 기다리거나 “학습” 페이지에서 중지하세요.</translation>
    </message>
</context>
<context>
    <name>DerivedAnalyses</name>
    <message>
        <source>Cluster {0}</source>
        <translation>유형 {0}</translation>
    </message>
</context>
<context>
    <name>Dialogs</name>
    <message>
        <source>All supported files ({0})</source>
        <translation>지원하는 모든 파일({0})</translation>
    </message>
    <message>
        <source>Documents ({0})</source>
        <translation>문서 ({0})</translation>
    </message>
    <message>
        <source>Pictures ({0})</source>
        <translation>이미지({0})</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>모든 파일(*)</translation>
    </message>
    <message>
        <source>Open a picture, [samples], a model, predictions or a document</source>
        <translation>이미지, [sample] 데이터, 모델, 예측, 문서 열기</translation>
    </message>
    <message>
        <source>[Samples] ({0})</source>
        <translation>[sample] 데이터({0})</translation>
    </message>
    <message>
        <source>Open [samples]</source>
        <translation>[sample] 데이터 열기</translation>
    </message>
    <message>
        <source>Open a folder of [samples]: pictures sorted by class, or data files</source>
        <translation>[sample] 폴더 열기: 클래스별로 나눈 이미지 또는 데이터 파일</translation>
    </message>
    <message>
        <source>Models ({0})</source>
        <translation>모델({0})</translation>
    </message>
    <message>
        <source>Open a model</source>
        <translation>모델 열기</translation>
    </message>
    <message>
        <source>Lists and notes ({0})</source>
        <translation>목록과 메모 ({0})</translation>
    </message>
    <message>
        <source>Add tags and notes from a file</source>
        <translation>파일에서 태그와 메모 추가</translation>
    </message>
    <message>
        <source>Open a lesson: a folder of pages (01-name.md, 02-name.md…)</source>
        <translation>수업 열기: 페이지가 든 폴더(01-name.md, 02-name.md…)</translation>
    </message>
    <message>
        <source>Copy the lesson into an empty folder</source>
        <translation>수업을 복사할 빈 폴더 고르기</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>단축키</translation>
    </message>
    <message>
        <source>About CAM Viewer</source>
        <translation>CAM Viewer 정보</translation>
    </message>
    <message>
        <source>&lt;h3&gt;CAM Viewer {0}&lt;/h3&gt;&lt;p&gt;See what a neural network looks at when it reads a handwritten digit.&lt;/p&gt;&lt;p&gt;Class activation maps after Zhou, Khosla, Lapedriza, Oliva and Torralba, “Learning Deep Features for Discriminative Localization”, CVPR 2016.&lt;/p&gt;&lt;p&gt;MIT licence. MNIST by LeCun, Cortes and Burges, CC BY-SA 3.0.&lt;/p&gt;</source>
        <translation>&lt;h3&gt;CAM Viewer {0}&lt;/h3&gt;&lt;p&gt;신경망이 손글씨 숫자의 어디를 보고 판단하는지 보여 줍니다.&lt;/p&gt;&lt;p&gt;클래스 활성화 맵: Zhou, Khosla, Lapedriza, Oliva, Torralba, “Learning Deep Features for Discriminative Localization”, CVPR 2016.&lt;/p&gt;&lt;p&gt;MIT 라이선스. MNIST: LeCun, Cortes, Burges, CC BY-SA 3.0.&lt;/p&gt;</translation>
    </message>
</context>
<context>
    <name>DisplayPanel</name>
    <message>
        <source>Opacity</source>
        <translation>불투명도</translation>
    </message>
    <message>
        <source>How much the map covers the [sample] in the blend</source>
        <translation>겹쳐 보기에서 맵이 [sample]을(를) 덮는 정도</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>임계값</translation>
    </message>
    <message>
        <source>Where the map is weaker than this share of the scale, the blend shows only the [sample]</source>
        <translation>맵이 스케일의 이 비율보다 약한 곳에서는 겹쳐 보기에 [sample]만 보입니다</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>스케일</translation>
    </message>
    <message>
        <source>What values the colours of the maps stand for</source>
        <translation>맵의 색이 어떤 값을 나타낼지 고릅니다</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>색상</translation>
    </message>
    <message>
        <source>The colours in which maps are painted</source>
        <translation>맵을 칠할 색을 고릅니다</translation>
    </message>
    <message>
        <source>How the raw map is enlarged to the size of the [sample]: smoothly, or cell by cell</source>
        <translation>원본 맵을 [sample] 크기로 키우는 방법을 고릅니다. 매끄럽게 또는 칸 그대로</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>방법</translation>
    </message>
    <message>
        <source>How the maps are computed. The Methods page (H) explains each method.</source>
        <translation>맵을 계산하는 방법을 고릅니다. 방법마다 “방법” 페이지(H)에 설명이 있습니다.</translation>
    </message>
    <message>
        <source>Resizing</source>
        <translation>보간</translation>
    </message>
</context>
<context>
    <name>DocumentActions</name>
    <message>
        <source>report</source>
        <translation>보고서</translation>
    </message>
    <message>
        <source>Save report</source>
        <translation>보고서 저장</translation>
    </message>
    <message>
        <source>Save document</source>
        <translation>문서 저장</translation>
    </message>
</context>
<context>
    <name>DocumentFiles</name>
    <message>
        <source>Saved {0}</source>
        <translation>저장했습니다: {0}</translation>
    </message>
    <message>
        <source>Opened {0}</source>
        <translation>열었습니다: {0}</translation>
    </message>
    <message>
        <source>Your work could not be kept for the next start. {0}</source>
        <translation>작업을 다음 시작 때까지 보관할 수 없었습니다. {0}</translation>
    </message>
    <message>
        <source>Continue with the evaluation from last time?</source>
        <translation>지난번 평가를 이어서 볼까요?</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>이어서 보기</translation>
    </message>
    <message>
        <source>Forget it</source>
        <translation>지우기</translation>
    </message>
    <message>
        <source>opening a document</source>
        <translation>문서 열기</translation>
    </message>
</context>
<context>
    <name>DrawPanel</name>
    <message>
        <source>Draw a [sample] here</source>
        <translation>여기에 [sample]을(를) 그리세요</translation>
    </message>
    <message>
        <source>Draw with the left button, erase with the right one; on a tablet, use the pen and its other end. The network predicts while you draw, and each stroke can be undone.</source>
        <translation>왼쪽 버튼으로 그리고 오른쪽 버튼으로 지웁니다. 태블릿에서는 펜으로 그리고 펜을 뒤집어 지웁니다. 그리는 동안 신경망이 바로 예측하며, 획마다 실행을 취소할 수 있습니다.</translation>
    </message>
    <message>
        <source>Draw on the [sample]</source>
        <translation>[sample] 위에 그리기</translation>
    </message>
    <message>
        <source>Draw on the [sample] instead of starting with an empty canvas</source>
        <translation>캔버스를 비우지 않고 [sample] 위에 그립니다</translation>
    </message>
    <message>
        <source>Normally the first stroke on an opened [sample] clears the canvas, and Undo brings the [sample] back. When this is on, strokes are added to the [sample] instead. The eraser always works on what is there.</source>
        <translation>보통은 불러온 [sample] 위에 첫 획을 그으면 캔버스가 비워지고, 실행을 취소하면 [sample]이(가) 돌아옵니다. 이 버튼을 켜면 [sample] 위에 획을 더합니다. 지우개는 언제나 지금 보이는 것을 지웁니다.</translation>
    </message>
    <message>
        <source>Thickness</source>
        <translation>굵기</translation>
    </message>
    <message>
        <source>Thickness of the pen, as a share of the size of the [sample] (arrow keys)</source>
        <translation>[sample] 크기에 대한 펜 굵기의 비율(화살표 키)</translation>
    </message>
    <message>
        <source>How thick the pen draws; the eraser is {0} times as wide. Networks were trained on [samples] of ordinary thickness: try out where they begin to fail.</source>
        <translation>펜의 굵기입니다. 지우개는 그 {0}배입니다. 신경망은 보통 굵기의 [sample](으)로 학습했습니다. 어느 굵기부터 틀리는지 시험해 보세요.</translation>
    </message>
    <message>
        <source>Left button: draw; right button: erase</source>
        <translation>왼쪽 버튼: 그리기, 오른쪽 버튼: 지우기</translation>
    </message>
    <message>
        <source>erasing</source>
        <translation>지우기</translation>
    </message>
    <message>
        <source>drawing</source>
        <translation>그리기</translation>
    </message>
</context>
<context>
    <name>Drawer</name>
    <message>
        <source>Close this page</source>
        <translation>이 페이지 닫기</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
</context>
<context>
    <name>EnlargedFigure</name>
    <message>
        <source>Figure</source>
        <translation>그림</translation>
    </message>
</context>
<context>
    <name>EstimateLabel</name>
    <message>
        <source>{0} to {1}</source>
        <translation>{0}~{1}</translation>
    </message>
    <message>
        <source>Takes roughly {0}; known better after a first training here.</source>
        <translation>대략 {0} 걸립니다. 한 번 학습하고 나면 더 정확해집니다.</translation>
    </message>
    <message>
        <source>Takes about {0} on this computer.</source>
        <translation>이 컴퓨터에서 약 {0} 걸립니다.</translation>
    </message>
    <message>
        <source>Takes roughly {0} to {1} on this computer.</source>
        <translation>이 컴퓨터에서 대략 {0}~{1} 걸립니다.</translation>
    </message>
</context>
<context>
    <name>Explaining</name>
    <message>
        <source>The network cannot be loaded: {0}</source>
        <translation>신경망을 불러올 수 없습니다: {0}</translation>
    </message>
</context>
<context>
    <name>ExportActions</name>
    <message>
        <source>Save figure</source>
        <translation>그림 저장</translation>
    </message>
    <message>
        <source>Save work sheet (the answers are on its second page)</source>
        <translation>연습지 저장(답은 둘째 쪽에 있습니다)</translation>
    </message>
    <message>
        <source>Export network</source>
        <translation>신경망 내보내기</translation>
    </message>
    <message>
        <source>Save animation</source>
        <translation>동영상 저장</translation>
    </message>
    <message>
        <source>Save the trained network elsewhere</source>
        <translation>학습시킨 신경망을 다른 곳에 저장</translation>
    </message>
    <message>
        <source>Figure copied</source>
        <translation>그림을 복사했습니다</translation>
    </message>
</context>
<context>
    <name>Exports</name>
    <message>
        <source>drawn [sample]</source>
        <translation>직접 그린 [sample]</translation>
    </message>
    <message>
        <source>Saved {0}</source>
        <translation>저장했습니다: {0}</translation>
    </message>
</context>
<context>
    <name>FigureRows</name>
    <message>
        <source>Figure</source>
        <translation>그림</translation>
    </message>
    <message>
        <source>Figure: {0}</source>
        <translation>그림: {0}</translation>
    </message>
</context>
<context>
    <name>FigureView</name>
    <message>
        <source>Click to enlarge</source>
        <translation>클릭하면 크게 봅니다</translation>
    </message>
</context>
<context>
    <name>Filters</name>
    <message>
        <source>Outcome</source>
        <translation>결과</translation>
    </message>
    <message>
        <source>Mistakes</source>
        <translation>오답</translation>
    </message>
    <message>
        <source>Correct</source>
        <translation>정답</translation>
    </message>
    <message>
        <source>Correct and mistakes</source>
        <translation>정답과 오답</translation>
    </message>
    <message>
        <source>Any label</source>
        <translation>모든 레이블</translation>
    </message>
    <message>
        <source>Label {0}</source>
        <translation>레이블 {0}</translation>
    </message>
    <message>
        <source>Any prediction</source>
        <translation>모든 예측</translation>
    </message>
    <message>
        <source>Predicted {0}</source>
        <translation>예측 {0}</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>정렬</translation>
    </message>
    <message>
        <source>Most probable</source>
        <translation>확률이 높은 순</translation>
    </message>
    <message>
        <source>Least sure</source>
        <translation>확신이 적은 순</translation>
    </message>
    <message>
        <source>Largest margin</source>
        <translation>마진이 큰 순</translation>
    </message>
    <message>
        <source>Largest loss</source>
        <translation>손실이 큰 순</translation>
    </message>
    <message>
        <source>By index</source>
        <translation>번호순</translation>
    </message>
    <message>
        <source>Most similar</source>
        <translation>지금 [sample]과(와) 비슷한 순</translation>
    </message>
    <message>
        <source>Worst label</source>
        <translation>레이블이 의심스러운 순</translation>
    </message>
    <message>
        <source>highest probability of the predicted class first</source>
        <translation>예측한 클래스의 확률이 높은 것부터</translation>
    </message>
    <message>
        <source>lowest probability of the predicted class first</source>
        <translation>예측 클래스의 확률이 낮은 것부터</translation>
    </message>
    <message>
        <source>largest difference between the best other score and that of the label first</source>
        <translation>레이블을 뺀 최고 점수에서 레이블의 점수를 뺀 값이 큰 것부터</translation>
    </message>
    <message>
        <source>lowest probability of the label first</source>
        <translation>레이블의 확률이 낮은 것부터</translation>
    </message>
    <message>
        <source>in the order of the data set</source>
        <translation>데이터 세트에 있는 순서대로</translation>
    </message>
    <message>
        <source>shortest distance of F from the current [sample] first</source>
        <translation>지금 [sample]과(와) F의 거리가 가까운 것부터</translation>
    </message>
    <message>
        <source>the label with the highest odds against it first</source>
        <translation>다른 클래스일 가능성이 가장 큰 레이블부터</translation>
    </message>
    <message>
        <source>Minimum probability</source>
        <translation>확률의 하한</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>태그</translation>
    </message>
    <message>
        <source>Search notes, #index</source>
        <translation>메모, #번호 검색</translation>
    </message>
    <message>
        <source>Words in your notes, or #7 for the [sample] with index 7</source>
        <translation>메모에 쓴 낱말, 또는 7번 [sample]은(는) #7</translation>
    </message>
    <message>
        <source>Map over each [sample]</source>
        <translation>[sample] 위에 겹칠 맵</translation>
    </message>
    <message>
        <source>No maps</source>
        <translation>맵 없음</translation>
    </message>
    <message>
        <source>Map: prediction</source>
        <translation>맵: 예측</translation>
    </message>
    <message>
        <source>Map: label</source>
        <translation>맵: 레이블</translation>
    </message>
    <message>
        <source>Map: difference</source>
        <translation>맵: 차이</translation>
    </message>
    <message>
        <source>Shows a map over every [sample] in the list, by the method chosen on the stage: of the predicted class, of the label, or their difference. Red counts for, blue against; all maps are on one scale, so that you can compare them.</source>
        <translation>목록의 모든 [sample] 위에 스테이지에서 고른 방법의 맵을 겹쳐 보여 줍니다. 예측 클래스의 맵, 레이블의 맵, 또는 둘의 차이입니다. 빨강은 유리, 파랑은 불리를 뜻하며, 모두 같은 스케일이라 서로 비교할 수 있습니다.</translation>
    </message>
    <message>
        <source>List all [samples] again</source>
        <translation>다시 모든 [sample]을(를) 봅니다</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>초기화</translation>
    </message>
    <message>
        <source>Show all mistakes again</source>
        <translation>모든 오답을 다시 보여 줍니다</translation>
    </message>
    <message>
        <source>Only “{0}” is listed. Click to list all [samples] again.</source>
        <translation>“{0}”만 보고 있습니다. 클릭하면 다시 모든 [sample]이(가) 나옵니다.</translation>
    </message>
    <message>
        <source>{0} tagged</source>
        <translation>태그 {0}개</translation>
    </message>
    <message>
        <source>&lt;b&gt;{0}&lt;/b&gt; of {1} chosen</source>
        <translation>{1}개 중 &lt;b&gt;{0}&lt;/b&gt;개 선택</translation>
    </message>
    <message>
        <source>&lt;b&gt;{0}&lt;/b&gt; of {1}</source>
        <translation>{1}개 중 &lt;b&gt;{0}&lt;/b&gt;번째</translation>
    </message>
    <message>
        <source>&lt;b&gt;{0}&lt;/b&gt; of one [sample]</source>
        <translation>[sample] 1개 중 &lt;b&gt;{0}&lt;/b&gt;개</translation>
    </message>
    <message>
        <source>&lt;b&gt;{0}&lt;/b&gt; of {1} [samples]</source>
        <translation>[sample] {1}개 중 &lt;b&gt;{0}&lt;/b&gt;개</translation>
    </message>
    <message>
        <source>Any tag</source>
        <translation>모든 태그</translation>
    </message>
    <message>
        <source>Untagged</source>
        <translation>태그 없음</translation>
    </message>
    <message>
        <source>blue {0}, red +{1}</source>
        <translation>파랑 {0}, 빨강 +{1}</translation>
    </message>
    <message>
        <source>One scale for all maps seen so far</source>
        <translation>지금까지 본 모든 맵에 같은 스케일을 씁니다</translation>
    </message>
    <message>
        <source>Maximum probability</source>
        <translation>확률의 상한</translation>
    </message>
</context>
<context>
    <name>FixPage</name>
    <message>
        <source>Judge again</source>
        <translation>다시 판정</translation>
    </message>
    <message>
        <source>Compare the network that was trained for this once more</source>
        <translation>이 선택을 위해 학습한 신경망을 다시 비교합니다</translation>
    </message>
    <message>
        <source>1. Selection</source>
        <translation>1. 선택</translation>
    </message>
    <message>
        <source>2. Remedy</source>
        <translation>2. 개선책</translation>
    </message>
    <message>
        <source>3. Training</source>
        <translation>3. 학습</translation>
    </message>
    <message>
        <source>4. Verdict</source>
        <translation>4. 판정</translation>
    </message>
    <message>
        <source>Train and judge</source>
        <translation>학습하고 판정</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Both networks are compared here on test [samples] that no training saw: what is fixed, what is broken, and whether that is more than chance.</source>
        <translation>어느 학습에도 쓰지 않은 테스트용 [sample](으)로 두 신경망을 비교합니다. 무엇이 고쳐졌고 무엇을 새로 틀렸는지, 그 차이를 우연으로 볼 수 있는지 여기에 보여 줍니다.</translation>
    </message>
    <message>
        <source>Preparing the training [samples]…</source>
        <translation>학습용 [sample]을(를) 준비하는 중…</translation>
    </message>
    <message>
        <source>The network is learning…</source>
        <translation>신경망을 학습하는 중…</translation>
    </message>
    <message>
        <source>Both networks are predicting the test [samples]…</source>
        <translation>두 신경망이 테스트용 [sample]을(를) 예측하는 중…</translation>
    </message>
    <message>
        <source>Listed in the gallery: {0}</source>
        <translation>갤러리 목록: {0}개</translation>
    </message>
    <message>
        <source>mostly {0}</source>
        <translation>주로 {0}</translation>
    </message>
    <message>
        <source>{0} may be learned from, {1} are held out for the verdict</source>
        <translation>학습에 쓸 수 있는 것 {0}개, 판정용 {1}개</translation>
    </message>
</context>
<context>
    <name>Fixing</name>
    <message>
        <source>Evaluate a model first.</source>
        <translation>먼저 모델을 평가하세요.</translation>
    </message>
    <message>
        <source>Only the predictions of this system are known: it cannot be trained. Evaluate a model to fix it.</source>
        <translation>이 시스템은 예측만 알려져 있어 학습할 수 없습니다. 고치려면 모델을 평가하세요.</translation>
    </message>
    <message>
        <source>These predictions are not of a model in a file. Choose a model and evaluate it.</source>
        <translation>파일로 저장한 모델의 예측이 아닙니다. 모델을 고르고 평가하세요.</translation>
    </message>
    <message>
        <source>Add drawings or pictures of your own first.</source>
        <translation>먼저 직접 그린 것이나 이미지를 추가하세요.</translation>
    </message>
    <message>
        <source>No label has been corrected yet. Do that first.</source>
        <translation>아직 고친 레이블이 없습니다. 먼저 레이블을 고치세요.</translation>
    </message>
    <message>
        <source>Another training is running. Wait until it has ended, or stop it.</source>
        <translation>다른 학습이 진행 중입니다. 끝날 때까지 기다리거나 멈추세요.</translation>
    </message>
    <message>
        <source>Nothing is listed. Choose a cluster, a cell or other filters.</source>
        <translation>목록이 비어 있습니다. 오답 유형이나 칸, 다른 필터를 고르세요.</translation>
    </message>
    <message>
        <source>All that is listed is held out for the verdict. List more [samples].</source>
        <translation>목록에 판정용만 있습니다. [sample]을(를) 더 많이 고르세요.</translation>
    </message>
    <message>
        <source>This [sample] is held out for the verdict and cannot be learned from. Choose or draw another one.</source>
        <translation>이 [sample]은(는) 판정용이라 학습에 쓸 수 없습니다. 다른 것을 고르거나 그리세요.</translation>
    </message>
</context>
<context>
    <name>FormulaLegend</name>
    <message>
        <source>Formulas and their symbols</source>
        <translation>수식과 기호</translation>
    </message>
    <message>
        <source>mean</source>
        <translation>평균</translation>
    </message>
</context>
<context>
    <name>Gallery</name>
    <message>
        <source>[Samples]</source>
        <translation>[sample] 목록</translation>
    </message>
    <message>
        <source>Below each [sample]: label → predicted class, and its probability. Click a [sample] to have it explained; J and K go to the next and the previous one. Shift, Ctrl and Ctrl+A choose several, which are tagged together. A square in the corner means that it has a tag or a note.</source>
        <translation>[sample] 아래에는 레이블 → 예측 클래스와 그 확률이 있습니다. [sample]을(를) 클릭하면 설명이 나오고, J와 K로 다음과 이전 것으로 갑니다. Shift, Ctrl, Ctrl+A로 여러 개를 선택해 한꺼번에 태그를 붙입니다. 모서리의 네모는 태그나 메모가 있다는 뜻입니다.</translation>
    </message>
</context>
<context>
    <name>Guide</name>
    <message>
        <source>Not everything could be done. {0}</source>
        <translation>모두 실행하지는 못했습니다. {0}</translation>
    </message>
</context>
<context>
    <name>HandMadeControls</name>
    <message>
        <source>Hand-made network</source>
        <translation>손으로 만든 신경망</translation>
    </message>
    <message>
        <source>Back to the model</source>
        <translation>원래 모델로</translation>
    </message>
    <message>
        <source>Use on the stage</source>
        <translation>스테이지에 올리기</translation>
    </message>
    <message>
        <source>Let the model predict the [sample] on the stage again</source>
        <translation>스테이지의 [sample]을(를) 다시 모델로 예측합니다</translation>
    </message>
    <message>
        <source>Let this network predict the [sample] on the stage; all pages then show it</source>
        <translation>스테이지의 [sample]을(를) 이 신경망으로 예측합니다. 모든 페이지에 이 신경망이 나타납니다</translation>
    </message>
</context>
<context>
    <name>Heading</name>
    <message>
        <source>Which [samples] are evaluated</source>
        <translation>평가할 [sample]</translation>
    </message>
    <message>
        <source>Test [samples]</source>
        <translation>테스트용 [sample]</translation>
    </message>
    <message>
        <source>Training [samples]</source>
        <translation>학습용 [sample]</translation>
    </message>
    <message>
        <source>All [samples]</source>
        <translation>모든 [sample]</translation>
    </message>
    <message>
        <source>The network predicts all [samples] of the split once, in the background</source>
        <translation>고른 [sample]을(를) 신경망이 백그라운드에서 모두 한 번씩 예측합니다</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>내보내기</translation>
    </message>
    <message>
        <source>Save the listed [samples]: as a table, a contact sheet, or a data set</source>
        <translation>목록의 [sample]을(를) 표, 썸네일 모음, 데이터 세트로 저장합니다</translation>
    </message>
    <message>
        <source>Refresh after each epoch</source>
        <translation>에포크마다 갱신</translation>
    </message>
    <message>
        <source>During a training, evaluate the network again after every epoch</source>
        <translation>신경망을 학습시키는 동안 에포크가 끝날 때마다 다시 평가합니다</translation>
    </message>
    <message>
        <source>List with tags and notes (CSV)…</source>
        <translation>태그와 메모가 있는 목록(CSV)…</translation>
    </message>
    <message>
        <source>Contact sheet with maps…</source>
        <translation>맵이 있는 썸네일 모음…</translation>
    </message>
    <message>
        <source>[Samples] as a data set (NPZ)…</source>
        <translation>[sample]을(를) 데이터 세트로(NPZ)…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Evaluate again</source>
        <translation>다시 평가</translation>
    </message>
    <message>
        <source>Evaluate</source>
        <translation>평가</translation>
    </message>
    <message>
        <source>Not evaluated yet</source>
        <translation>아직 평가하지 않음</translation>
    </message>
    <message>
        <source>&lt;b&gt;{0}%&lt;/b&gt; correct ({1}–{2}%)</source>
        <translation>정답률 &lt;b&gt;{0}%&lt;/b&gt; ({1}–{2}%)</translation>
    </message>
    <message>
        <source> · {0} of {1} misclassified</source>
        <translation> · {1}개 중 오답 {0}개</translation>
    </message>
    <message>
        <source>These are the results of {0} before its file or its input scaling changed. Evaluate again?</source>
        <translation>{0}의 파일이나 입력 스케일링이 바뀌기 전의 결과입니다. 다시 평가할까요?</translation>
    </message>
    <message>
        <source>In brackets: the 95% confidence interval of the accuracy</source>
        <translation>괄호 안은 정확도의 95% 신뢰 구간입니다</translation>
    </message>
    <message>
        <source>near chance ({0}%)</source>
        <translation>우연 수준({0}%)</translation>
    </message>
    <message>
        <source>near chance</source>
        <translation>우연 수준</translation>
    </message>
    <message>
        <source>These results are for [samples] of {0}, but the data set is now {1}. Evaluate again?</source>
        <translation>{0}의 [sample]에 대한 결과입니다. 지금 데이터 세트는 {1}입니다. 다시 평가할까요?</translation>
    </message>
    <message>
        <source>These are the results of {0}, but the model is now {1}. Evaluate again?</source>
        <translation>{0} 모델의 결과입니다. 지금 모델은 {1}입니다. 다시 평가할까요?</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{1}개 중 {0}개</translation>
    </message>
</context>
<context>
    <name>InputScalings</name>
    <message>
        <source>Input scaling…</source>
        <translation>입력 스케일링…</translation>
    </message>
</context>
<context>
    <name>InputView</name>
    <message>
        <source>Input</source>
        <translation>입력</translation>
    </message>
</context>
<context>
    <name>InsertionPlot</name>
    <message>
        <source>Probability</source>
        <translation>확률</translation>
    </message>
    <message>
        <source>Pixels changed (%)</source>
        <translation>바꾼 픽셀(%)</translation>
    </message>
    <message>
        <source>inserted</source>
        <translation>삽입</translation>
    </message>
    <message>
        <source>deleted</source>
        <translation>삭제</translation>
    </message>
    <message>
        <source>random order</source>
        <translation>무작위 순서</translation>
    </message>
</context>
<context>
    <name>Inspector</name>
    <message>
        <source>Previous [sample] in the list (K)</source>
        <translation>목록의 이전 [sample](K)</translation>
    </message>
    <message>
        <source>Next [sample] in the list (J)</source>
        <translation>목록의 다음 [sample](J)</translation>
    </message>
    <message>
        <source>The map of the predicted class, the map of the label, and their difference, all on one scale. Where the difference is red, the network saw the wrong class. The mean of the difference plus the difference of the biases is the margin.</source>
        <translation>예측 클래스의 맵, 레이블의 맵, 그리고 둘의 차이를 같은 스케일로 보여 줍니다. 차이가 빨간 곳에서 신경망은 틀린 클래스를 보았습니다. 차이의 평균에 편향의 차이를 더하면 마진입니다.</translation>
    </message>
    <message>
        <source>Deciding cells</source>
        <translation>판단을 가른 칸</translation>
    </message>
    <message>
        <source>(column, row)</source>
        <translation>(열, 행)</translation>
    </message>
    <message>
        <source>most for {0} first</source>
        <translation>{0}에 유리한 순</translation>
    </message>
    <message>
        <source>Click a [sample], or press J for the first one.</source>
        <translation>[sample]을(를) 클릭하거나 J를 눌러 첫 [sample]을(를) 보세요.</translation>
    </message>
    <message>
        <source>label {0}, predicted {1}</source>
        <translation>레이블 {0}, 예측 {1}</translation>
    </message>
    <message>
        <source> · {0} predicts {1}</source>
        <translation> · {0}의 예측 {1}</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{1}개 중 {0}번째</translation>
    </message>
    <message>
        <source>What each cell of the difference adds to its mean</source>
        <translation>차이의 각 칸이 평균에 더하는 값</translation>
    </message>
    <message>
        <source>What each cell of the difference adds to the mean, from what counts most for {0} to what counts most for {1}</source>
        <translation>차이의 각 칸이 평균에 더하는 값입니다. {0}에 가장 유리한 칸부터 {1}에 가장 유리한 칸까지 차례로 나옵니다</translation>
    </message>
    <message>
        <source>Predicted {0}, not {1}</source>
        <translation>예측 {0}, 레이블 {1}</translation>
    </message>
    <message>
        <source>{0}, not {1}</source>
        <translation>{1} 말고 {0}</translation>
    </message>
    <message>
        <source>Predicted {0}, runner-up {1}</source>
        <translation>예측 {0}, 2순위 {1}</translation>
    </message>
    <message>
        <source>{0}, runner-up {1}</source>
        <translation>{0}, 2순위 {1}</translation>
    </message>
    <message>
        <source>maps {0}, bias {1}</source>
        <translation>맵 {0}, 편향 {1}</translation>
    </message>
    <message>
        <source>{0}: score higher by &lt;b&gt;{1}&lt;/b&gt; ({2})</source>
        <translation>{0}: 점수가 &lt;b&gt;{1}&lt;/b&gt; 더 높음 ({2})</translation>
    </message>
    <message>
        <source>{0}: by &lt;b&gt;{1}&lt;/b&gt; ({2})</source>
        <translation>{0}: 점수 차 &lt;b&gt;{1}&lt;/b&gt; ({2})</translation>
    </message>
    <message>
        <source>{0}: score higher by &lt;b&gt;{1}&lt;/b&gt;</source>
        <translation>{0}: 점수가 &lt;b&gt;{1}&lt;/b&gt; 더 높음</translation>
    </message>
    <message>
        <source>{0}: by &lt;b&gt;{1}&lt;/b&gt;</source>
        <translation>{0}: &lt;b&gt;{1}&lt;/b&gt; 차이</translation>
    </message>
    <message>
        <source>{0}; runner-up: {1}</source>
        <translation>{0} · 2순위: {1}</translation>
    </message>
</context>
<context>
    <name>KernelView</name>
    <message>
        <source>Input of the layer; the patch under the kernel is outlined</source>
        <translation>층의 입력입니다. 테두리는 커널이 놓인 패치입니다</translation>
    </message>
    <message>
        <source>Output of the layer. Click a cell, or move to it with the arrow keys.</source>
        <translation>층의 출력입니다. 칸을 클릭하거나 화살표 키로 옮겨 가세요.</translation>
    </message>
    <message>
        <source>Input channel</source>
        <translation>입력 채널</translation>
    </message>
    <message>
        <source>Input channel of the products, the one that adds most first</source>
        <translation>곱을 보여 줄 입력 채널입니다. 가장 많이 더하는 채널이 맨 앞입니다</translation>
    </message>
    <message>
        <source>A filter has one kernel for each channel of its input and adds up their results. Each channel is listed with what it adds, largest first.</source>
        <translation>필터는 입력 채널마다 커널을 하나씩 가지며, 그 결과를 모두 더합니다. 채널마다 더하는 값이 함께 나오고, 큰 것부터 늘어놓습니다.</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>입력</translation>
    </message>
    <message>
        <source>Channel {0} at ({1}, {2})</source>
        <translation>채널 {0}, 칸 ({1}, {2})</translation>
    </message>
    <message>
        <source>Cell ({0}, {1})</source>
        <translation>칸 ({0}, {1})</translation>
    </message>
    <message>
        <source>Output {0}</source>
        <translation>출력 {0}</translation>
    </message>
    <message>
        <source>Input {0}</source>
        <translation>입력 {0}</translation>
    </message>
    <message>
        <source>Hatched: outside the input, 0 (padding)</source>
        <translation>빗금: 입력 바깥, 0(패딩)</translation>
    </message>
</context>
<context>
    <name>KnownTruthLab</name>
    <message>
        <source>Without {0}: {1}</source>
        <translation>{0} 제외: {1}</translation>
    </message>
    <message>
        <source>Hand-made networks take digits of {0} pixels. Choose a model for such digits.</source>
        <translation>손으로 만든 신경망의 입력은 {0}픽셀 숫자입니다. 그런 숫자를 받는 모델을 고르세요.</translation>
    </message>
    <message>
        <source>There is no ink and so no prediction. Draw a [sample].</source>
        <translation>잉크가 없어 예측도 없습니다. [sample]을(를) 그려 보세요.</translation>
    </message>
    <message>
        <source>This method did not finish and is not used again.</source>
        <translation>이 방법은 계산이 끝나지 않아 다시 쓰지 않습니다.</translation>
    </message>
</context>
<context>
    <name>LabPanel</name>
    <message>
        <source>What the network sees, with an outline where the answer lies</source>
        <translation>신경망이 보는 이미지와 정답 자리의 테두리</translation>
    </message>
    <message>
        <source>Four [samples] in one picture, only one of them of the class in question: the map of that class should point to its quadrant. The network on the stage was not trained on such pictures.</source>
        <translation>한 장면에 [samples] 네 개가 있고, 묻는 클래스는 그중 하나뿐입니다. 그 클래스의 맵은 해당 사분면을 가리켜야 합니다. 스테이지의 신경망은 이런 장면으로 학습하지 않았습니다.</translation>
    </message>
    <message>
        <source>In training, a grey patch of 4 × 4 pixels in a corner gives away the class of each digit; in the test digits it is wrong. A network trained on such digits may rely on the patch instead of the digit. Do the methods reveal that?</source>
        <translation>학습용 숫자에서는 구석의 4 × 4 픽셀 회색 패치가 클래스를 알려 주지만, 테스트용 숫자에서는 틀린 클래스를 알려 줍니다. 이런 숫자로 학습한 신경망은 숫자 대신 패치를 볼 수 있습니다. 어떤 방법이 이 사실을 드러낼까요?</translation>
    </message>
    <message>
        <source>Score of “yes”: &lt;b&gt;{0}&lt;/b&gt;, of “no”: {1}.</source>
        <translation>점수는 “예” &lt;b&gt;{0}&lt;/b&gt;, “아니요” {1}.</translation>
    </message>
    <message>
        <source>Prediction: {0}.</source>
        <translation>예측: {0}.</translation>
    </message>
    <message>
        <source>No pixel of this [sample] decides, so there is no place to point to.</source>
        <translation>이 [sample]에는 결정적인 픽셀이 없어 가리킬 곳도 없습니다.</translation>
    </message>
    <message>
        <source>Ink in the outlined place counts against “yes”: what matters here is where a map is most negative.</source>
        <translation>테두리 안의 잉크는 “예”에 불리합니다. 여기서는 맵에서 음수의 절댓값이 가장 큰 곳이 중요합니다.</translation>
    </message>
    <message>
        <source>upper left</source>
        <translation>왼쪽 위</translation>
    </message>
    <message>
        <source>upper right</source>
        <translation>오른쪽 위</translation>
    </message>
    <message>
        <source>lower left</source>
        <translation>왼쪽 아래</translation>
    </message>
    <message>
        <source>lower right</source>
        <translation>오른쪽 아래</translation>
    </message>
    <message>
        <source>Class in question: &lt;b&gt;{0}&lt;/b&gt;, {1}.</source>
        <translation>묻는 클래스: &lt;b&gt;{0}&lt;/b&gt;, {1}.</translation>
    </message>
    <message>
        <source>Probability of {0}: {1}.</source>
        <translation>{0}의 확률: {1}.</translation>
    </message>
    <message>
        <source>Label &lt;b&gt;{0}&lt;/b&gt;; the patch says &lt;b&gt;{1}&lt;/b&gt;.</source>
        <translation>레이블은 &lt;b&gt;{0}&lt;/b&gt;, 패치가 알려 주는 클래스는 &lt;b&gt;{1}&lt;/b&gt;.</translation>
    </message>
    <message>
        <source>Prediction with the patch: {0},</source>
        <translation>패치가 있을 때의 예측: {0},</translation>
    </message>
    <message>
        <source>with the patch masked: {0}.</source>
        <translation>패치를 가렸을 때: {0}.</translation>
    </message>
    <message>
        <source>The network follows the patch.</source>
        <translation>신경망이 패치를 따랐습니다.</translation>
    </message>
    <message>
        <source>{0} predicts {1}.</source>
        <translation>{0}의 예측: {1}.</translation>
    </message>
    <message>
        <source>Hand-made networks</source>
        <translation>손으로 만든 신경망</translation>
    </message>
    <message>
        <source>Scenes</source>
        <translation>장면</translation>
    </message>
    <message>
        <source>Decoy digits</source>
        <translation>미끼 숫자</translation>
    </message>
</context>
<context>
    <name>LabelDecisionRow</name>
    <message>
        <source>Another class</source>
        <translation>다른 클래스</translation>
    </message>
    <message>
        <source>What this [sample] is, if neither of the two</source>
        <translation>둘 다 아닐 때 이 [sample]의 클래스를 고릅니다</translation>
    </message>
    <message>
        <source>Undo the last decision, tag or note (Ctrl+Z)</source>
        <translation>마지막 결정이나 태그, 메모를 취소합니다(Ctrl+Z)</translation>
    </message>
    <message>
        <source>It is {0} ({1})</source>
        <translation>{0} 맞음({1})</translation>
    </message>
    <message>
        <source>Correct the label to the suggested class; next (Y)</source>
        <translation>레이블을 제안한 클래스로 고치고 다음으로 갑니다(Y)</translation>
    </message>
    <message>
        <source>Label {0} is right ({1})</source>
        <translation>레이블 {0} 유지({1})</translation>
    </message>
    <message>
        <source>Leave the label as it is; next (X)</source>
        <translation>레이블을 그대로 두고 다음으로 갑니다(X)</translation>
    </message>
    <message>
        <source>Undecided ({0})</source>
        <translation>보류({0})</translation>
    </message>
    <message>
        <source>Nobody can tell what this is; next (Q)</source>
        <translation>무엇인지 알 수 없을 때 누르고 다음으로 갑니다(Q)</translation>
    </message>
</context>
<context>
    <name>LabelQueueModel</name>
    <message>
        <source>[Sample]</source>
        <translation>[sample]</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>레이블</translation>
    </message>
    <message>
        <source>Odds</source>
        <translation>오즈</translation>
    </message>
    <message>
        <source>Decision</source>
        <translation>결정</translation>
    </message>
    <message>
        <source>The label, and the class that is suggested in its place</source>
        <translation>레이블과 그 대신 제안된 클래스</translation>
    </message>
    <message>
        <source>How many times as probable as the label its strongest rival is</source>
        <translation>가장 그럴듯한 다른 클래스의 확률이 레이블 확률의 몇 배인지 나타냅니다</translation>
    </message>
    <message>
        <source>Odds: {0}</source>
        <translation>오즈: {0}</translation>
    </message>
    <message>
        <source>right</source>
        <translation>맞음</translation>
    </message>
    <message>
        <source>undecided</source>
        <translation>보류</translation>
    </message>
</context>
<context>
    <name>LabelQueueView</name>
    <message>
        <source>Suspected labels, the worst first</source>
        <translation>의심스러운 레이블, 심한 순서로</translation>
    </message>
</context>
<context>
    <name>LabelReasons</name>
    <message>
        <source>Maps of the suggested class and the label</source>
        <translation>제안한 클래스와 레이블의 맵</translation>
    </message>
</context>
<context>
    <name>LabelReview</name>
    <message>
        <source>Suspected labels</source>
        <translation>의심스러운 레이블</translation>
    </message>
</context>
<context>
    <name>LabelsPage</name>
    <message>
        <source>Cross-validate</source>
        <translation>교차 검증</translation>
    </message>
    <message>
        <source>Trains five networks, each on four fifths of the [samples], in the background</source>
        <translation>백그라운드에서 신경망 다섯 개를 각각 [sample]의 5분의 4로 학습합니다</translation>
    </message>
    <message>
        <source>Use corrected labels</source>
        <translation>수정한 레이블 사용</translation>
    </message>
    <message>
        <source>Count your corrections in accuracy, matrix and training; no file is changed</source>
        <translation>정확도, 혼동 행렬, 학습에 수정한 레이블을 씁니다. 파일은 바뀌지 않습니다</translation>
    </message>
    <message>
        <source>Save corrected…</source>
        <translation>수정본 저장…</translation>
    </message>
    <message>
        <source>Save all [samples] with the corrected labels (NPZ)</source>
        <translation>모든 [sample]을(를) 수정한 레이블과 함께 저장합니다(NPZ)</translation>
    </message>
    <message>
        <source>Judge the labels</source>
        <translation>레이블 살펴보기</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Suspected label errors</source>
        <translation>의심스러운 레이블</translation>
    </message>
    <message>
        <source>&lt;b&gt;{0}&lt;/b&gt; of {1} decided</source>
        <translation>결정 &lt;b&gt;{0}&lt;/b&gt;/{1}</translation>
    </message>
    <message>
        <source>{0} · corrected: {1}</source>
        <translation>{0} · 수정 {1}</translation>
    </message>
    <message>
        <source>Judging the labels…</source>
        <translation>레이블을 살펴보는 중…</translation>
    </message>
    <message>
        <source>No label is suspected: each is the most probable class.</source>
        <translation>의심스러운 레이블이 없습니다. 모든 레이블이 확률이 가장 높은 클래스입니다.</translation>
    </message>
    <message>
        <source>The labels have not been judged.</source>
        <translation>레이블을 아직 살펴보지 않았습니다.</translation>
    </message>
    <message>
        <source>The network has learned the labels of the training [samples], so it cannot judge them. Five networks of its architecture will be trained, each on four fifths, and judge the rest. That takes some minutes and is done only once.</source>
        <translation>신경망은 학습용 [sample]의 레이블을 이미 학습해서 그 레이블을 판단할 수 없습니다. 같은 구조의 신경망 다섯 개를 각각 5분의 4로 학습해 나머지를 판단합니다. 몇 분 걸리고 한 번만 하면 됩니다.</translation>
    </message>
    <message>
        <source>Without probabilities each mistake is suspected alike, in no order.</source>
        <translation>확률이 없어서 모든 오류를 똑같이 의심하며 순서가 없습니다.</translation>
    </message>
    <message>
        <source>Only the probability of the predicted class is known; the order is rough.</source>
        <translation>예측 클래스의 확률만 알려져 있어 순서는 대략적입니다.</translation>
    </message>
    <message>
        <source>Training five networks… {0}</source>
        <translation>신경망 다섯 개를 학습하는 중… {0}</translation>
    </message>
    <message>
        <source>Save all [samples] with corrected labels</source>
        <translation>수정한 레이블로 모든 [sample] 저장</translation>
    </message>
</context>
<context>
    <name>LayerButton</name>
    <message>
        <source>{0} param.</source>
        <translation>파라미터 {0}</translation>
    </message>
    <message>
        <source>{0}: {1}, parameters: {2}</source>
        <translation>{0}: {1}, 파라미터 {2}개</translation>
    </message>
</context>
<context>
    <name>LayerPicture</name>
    <message>
        <source>Click a cell: kernel and patch behind it · Arrow keys: next cell · Page Up, Page Down: other channels</source>
        <translation>칸 클릭: 그 값을 만든 커널과 패치 · 화살표 키: 다른 칸 · Page Up, Page Down: 다른 채널</translation>
    </message>
    <message>
        <source>No layer</source>
        <translation>층 없음</translation>
    </message>
    <message>
        <source>Layer {0}, enlarged</source>
        <translation>크게 본 층 {0}</translation>
    </message>
</context>
<context>
    <name>LayerTable</name>
    <message>
        <source>Layers</source>
        <translation>층</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>층</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>출력</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>파라미터</translation>
    </message>
</context>
<context>
    <name>LayersPanel</name>
    <message>
        <source>Input</source>
        <translation>입력</translation>
    </message>
    <message>
        <source>GAP, mean F</source>
        <translation>GAP, 평균 F</translation>
    </message>
    <message>
        <source>Dense, score S</source>
        <translation>완전 연결층, 점수 S</translation>
    </message>
    <message>
        <source>1 parameter</source>
        <translation>파라미터 1개</translation>
    </message>
    <message>
        <source>{0} parameters</source>
        <translation>파라미터 {0}개</translation>
    </message>
    <message>
        <source>the first {0} channels</source>
        <translation>처음 {0}개 채널</translation>
    </message>
    <message>
        <source>No ink, no layers. Draw a [sample].</source>
        <translation>잉크가 없어 보여 줄 층이 없습니다. [sample]을(를) 그리세요.</translation>
    </message>
    <message>
        <source>Waiting for the prediction…</source>
        <translation>예측을 기다리는 중…</translation>
    </message>
</context>
<context>
    <name>LearningCurves</name>
    <message>
        <source>Accuracy (%)</source>
        <translation>정확도(%)</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>손실</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>에포크</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>정확도</translation>
    </message>
    <message>
        <source>Share of the [samples] predicted correctly, by epoch</source>
        <translation>에포크에 따른 [sample]의 정답 비율</translation>
    </message>
    <message>
        <source>Loss by epoch, −log p of the label: how improbable the network found the label</source>
        <translation>에포크에 따른 손실, 레이블의 −log p: 신경망이 레이블의 확률을 낮게 볼수록 큽니다</translation>
    </message>
    <message>
        <source>The training curve counts each batch before its step changes the weights. The test curve counts all test [samples] after each epoch; nothing is learned from them.</source>
        <translation>학습 쪽 곡선은 배치마다 가중치를 바꾸기 직전에 측정합니다. 테스트 쪽 곡선은 에포크가 끝날 때마다, 학습에 쓰지 않는 테스트용 [sample] 전체로 측정합니다.</translation>
    </message>
    <message>
        <source>training</source>
        <translation>학습</translation>
    </message>
    <message>
        <source>test</source>
        <translation>테스트</translation>
    </message>
    <message>
        <source>{0} training</source>
        <translation>{0} 학습</translation>
    </message>
    <message>
        <source>{0} test</source>
        <translation>{0} 테스트</translation>
    </message>
</context>
<context>
    <name>LessonHead</name>
    <message>
        <source>Page of the lesson</source>
        <translation>수업 페이지</translation>
    </message>
    <message>
        <source>Choose a lesson</source>
        <translation>수업 고르기</translation>
    </message>
    <message>
        <source>Close the lesson</source>
        <translation>수업 닫기</translation>
    </message>
    <message>
        <source>Bundled lesson</source>
        <translation>기본 수업</translation>
    </message>
    <message>
        <source>Go back to the lesson that comes with the program</source>
        <translation>프로그램에 들어 있는 수업으로 돌아갑니다</translation>
    </message>
    <message>
        <source>Open your own lesson…</source>
        <translation>직접 만든 수업 열기…</translation>
    </message>
    <message>
        <source>Use this lesson as a template…</source>
        <translation>이 수업을 바탕으로 새로 만들기…</translation>
    </message>
</context>
<context>
    <name>LessonPanel</name>
    <message>
        <source>Page of the lesson</source>
        <translation>수업 페이지</translation>
    </message>
    <message>
        <source>‹ Previous</source>
        <translation>‹ 이전</translation>
    </message>
    <message>
        <source>Next ›</source>
        <translation>다음 ›</translation>
    </message>
</context>
<context>
    <name>LostDrawing</name>
    <message>
        <source>The drawing was replaced by another [sample]</source>
        <translation>직접 그린 숫자가 다른 [sample](으)로 바뀌었습니다</translation>
    </message>
    <message>
        <source>The drawing was cleared</source>
        <translation>직접 그린 숫자를 지웠습니다</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>실행 취소</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>CAM Viewer</source>
        <translation>CAM Viewer</translation>
    </message>
    <message>
        <source>Follow the &amp;system</source>
        <translation>시스템 설정에 따라(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>밝게(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>어둡게(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Colour scheme</source>
        <translation>화면 테마(&amp;C)</translation>
    </message>
    <message>
        <source>Lan&amp;guage</source>
        <translation>언어(&amp;G)</translation>
    </message>
    <message>
        <source>clearing</source>
        <translation>모두 지우기</translation>
    </message>
</context>
<context>
    <name>ManualWindow</name>
    <message>
        <source>CAM Viewer manual</source>
        <translation>CAM Viewer 설명서</translation>
    </message>
    <message>
        <source>Page of the manual</source>
        <translation>설명서 페이지</translation>
    </message>
    <message>
        <source>The page that is open. Links lead to other pages.</source>
        <translation>지금 열려 있는 페이지입니다. 링크를 누르면 다른 페이지로 갑니다.</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>뒤로</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>앞으로</translation>
    </message>
    <message>
        <source>Search the manual</source>
        <translation>설명서에서 찾기</translation>
    </message>
    <message>
        <source>Finds the pages that have all these words, or parts of words. Enter opens the first one, the arrow keys choose another, Esc shows the contents again.</source>
        <translation>입력한 낱말이 모두 있는 페이지를 찾습니다. 낱말의 일부만 써도 됩니다. Enter로 첫 결과를 열고, 화살표 키로 다른 결과를 고르고, Esc로 차례를 다시 봅니다.</translation>
    </message>
    <message>
        <source>Contents</source>
        <translation>차례</translation>
    </message>
    <message>
        <source>The pages of the manual, or those in which the search found something.</source>
        <translation>설명서의 페이지, 또는 검색에서 찾은 페이지입니다.</translation>
    </message>
    <message>
        <source>Goes through the pages that you have seen.</source>
        <translation>열어 본 페이지를 오갑니다.</translation>
    </message>
    <message>
        <source>No page has these words. Try a shorter one.</source>
        <translation>이 낱말이 있는 페이지가 없습니다. 더 짧게 써 보세요.</translation>
    </message>
</context>
<context>
    <name>MapPage</name>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Each point is a [sample]; [samples] that the network sees as alike lie near each other. Click a point to have it explained. Drag to select: Shift adds, Alt takes away. The wheel zooms, Space or the middle button moves the map, Home shows all of it. The diamond is the [sample] on the canvas.</source>
        <translation>점 하나가 [sample] 하나입니다. 신경망이 비슷하게 보는 것끼리 가까이 있습니다. 점을 클릭하면 설명이 나옵니다. 끌면 선택되고, Shift는 더하고 Alt는 뺍니다. 휠로 확대하고, Space나 가운데 버튼으로 옮기며, Home을 누르면 전체가 보입니다. 마름모는 캔버스에 있는 [sample]입니다.</translation>
    </message>
    <message>
        <source>Colour: label</source>
        <translation>색: 레이블</translation>
    </message>
    <message>
        <source>Colour: prediction</source>
        <translation>색: 예측</translation>
    </message>
    <message>
        <source>Colour: outcome</source>
        <translation>색: 결과</translation>
    </message>
    <message>
        <source>Colour: loss</source>
        <translation>색: 손실</translation>
    </message>
    <message>
        <source>Colour: tag</source>
        <translation>색: 태그</translation>
    </message>
    <message>
        <source>Colour: cluster</source>
        <translation>색: 유형</translation>
    </message>
    <message>
        <source>What the points are coloured by</source>
        <translation>점의 색이 뜻하는 것</translation>
    </message>
    <message>
        <source>How [samples] become points</source>
        <translation>[sample]을(를) 점으로 나타내는 방법</translation>
    </message>
    <message>
        <source>PCA</source>
        <translation>PCA</translation>
    </message>
    <message>
        <source>t-SNE</source>
        <translation>t-SNE</translation>
    </message>
    <message>
        <source>the two directions in which the [samples] differ most, at once</source>
        <translation>[sample] 사이의 차이가 가장 큰 두 방향, 바로 나옴</translation>
    </message>
    <message>
        <source>keeps neighbours together; takes a while, in the background</source>
        <translation>이웃을 함께 둠. 시간이 걸리며 뒤에서 계산</translation>
    </message>
    <message>
        <source>Pooled F</source>
        <translation>풀링한 값 F</translation>
    </message>
    <message>
        <source>Scores</source>
        <translation>점수</translation>
    </message>
    <message>
        <source>Maps</source>
        <translation>맵</translation>
    </message>
    <message>
        <source>What of a [sample] is projected</source>
        <translation>[sample]의 무엇을 투영하는지</translation>
    </message>
    <message>
        <source>the features of the last convolution, averaged over all cells</source>
        <translation>마지막 합성곱 층의 특징 맵을 모든 칸에서 평균한 값</translation>
    </message>
    <message>
        <source>the scores of all classes</source>
        <translation>모든 클래스의 점수</translation>
    </message>
    <message>
        <source>the map of the predicted class, cell by cell</source>
        <translation>예측 클래스의 맵, 칸마다</translation>
    </message>
    <message>
        <source>What a drag on the map selects</source>
        <translation>지도에서 끌어 선택하는 모양</translation>
    </message>
    <message>
        <source>Lasso</source>
        <translation>올가미</translation>
    </message>
    <message>
        <source>Box</source>
        <translation>사각형</translation>
    </message>
    <message>
        <source>Projecting the [samples]…</source>
        <translation>[sample] 데이터를 투영하는 중…</translation>
    </message>
    <message>
        <source>No clusters yet. Find them on the next page.</source>
        <translation>아직 유형이 없습니다. 다음 탭에서 찾으세요.</translation>
    </message>
    <message>
        <source>{0} of the variance</source>
        <translation>분산의 {0}</translation>
    </message>
    <message>
        <source>trustworthiness {0}</source>
        <translation>이웃 일치도 {0}</translation>
    </message>
    <message>
        <source>{0} of {1} neighbours kept</source>
        <translation>이웃 {1}개 중 {0}개 유지</translation>
    </message>
    <message>
        <source>A plane cannot show all distances. Trustworthiness is 1 if all neighbours on the map are neighbours for the network too, about 0.5 if the map is random.</source>
        <translation>평면에는 모든 거리를 나타낼 수 없습니다. 이웃 일치도는 지도의 이웃이 모두 신경망에서도 이웃이면 1, 지도가 무작위면 약 0.5입니다.</translation>
    </message>
    <message>
        <source>Projecting the [samples]… {0}%</source>
        <translation>[sample] 데이터를 투영하는 중… {0}%</translation>
    </message>
</context>
<context>
    <name>MapPicture</name>
    <message>
        <source>No map</source>
        <translation>맵 없음</translation>
    </message>
</context>
<context>
    <name>MapView</name>
    <message>
        <source>Map of [samples]</source>
        <translation>[sample] 지도</translation>
    </message>
</context>
<context>
    <name>MatrixPage</name>
    <message>
        <source>In percent</source>
        <translation>백분율</translation>
    </message>
    <message>
        <source>Show each cell as a share of all [samples] of its label</source>
        <translation>각 칸을 그 레이블의 [sample] 수에 대한 비율로 보여 줍니다</translation>
    </message>
    <message>
        <source>Each row is a label, each column a predicted class. Blue cells on the diagonal are correct, red cells are mistakes; the darker, the more. On the right is the recall, the share of a label that was predicted correctly; at the bottom the precision, the share of a prediction that is correct.</source>
        <translation>행은 레이블, 열은 예측 클래스입니다. 대각선의 파란 칸은 정답, 빨간 칸은 오답이며 진할수록 많습니다. 오른쪽의 재현율은 그 레이블 가운데 맞힌 비율이고, 아래의 정밀도는 그 클래스로 예측한 것 가운데 맞은 비율입니다.</translation>
    </message>
    <message>
        <source>Click a cell, row or column to list it.</source>
        <translation>칸이나 행, 열을 클릭하면 그 [sample]이(가) 나옵니다.</translation>
    </message>
    <message>
        <source>Only the [samples] of “{0}” are counted.</source>
        <translation>“{0}”에 든 [sample]만 셌습니다.</translation>
    </message>
    <message>
        <source>Counts “{0}” only.</source>
        <translation>“{0}”만 셉니다.</translation>
    </message>
</context>
<context>
    <name>MeasurePanel</name>
    <message>
        <source>Digits</source>
        <translation>숫자</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>정확도</translation>
    </message>
    <message>
        <source>Follow the patch</source>
        <translation>패치를 따름</translation>
    </message>
    <message>
        <source>The first {0} of each kind</source>
        <translation>종류마다 처음 {0}개</translation>
    </message>
    <message>
        <source>Share of the digits predicted as their labels</source>
        <translation>레이블대로 예측한 숫자의 비율</translation>
    </message>
    <message>
        <source>Share of the digits predicted as their patches say, or said before masking</source>
        <translation>패치가 알려 주는(가리기 전에 알려 주던) 클래스로 예측한 숫자의 비율</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>방법</translation>
    </message>
    <message>
        <source>Hit</source>
        <translation>적중</translation>
    </message>
    <message>
        <source>Energy inside</source>
        <translation>안쪽 에너지</translation>
    </message>
    <message>
        <source>Strongest</source>
        <translation>가장 강한 칸</translation>
    </message>
    <message>
        <source>Centre and Chance take no account of the [sample]</source>
        <translation>“가운데”와 “우연”은 [sample]을(를) 보지 않습니다</translation>
    </message>
    <message>
        <source>How often the strongest cell lies where the answer is</source>
        <translation>가장 강한 칸이 정답 자리에 있는 비율</translation>
    </message>
    <message>
        <source>Share of what counts for the class that lies where the answer is</source>
        <translation>클래스에 유리한 값 가운데 정답 자리에 있는 비율</translation>
    </message>
    <message>
        <source>How many of the {0} strongest cells lie there</source>
        <translation>가장 강한 칸 {0}개 가운데 정답 자리에 있는 개수</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>중지</translation>
    </message>
    <message>
        <source>Means over {0} scenes. A method that points no better than chance says nothing.</source>
        <translation>장면 {0}개의 평균입니다. 우연보다 낫지 않은 방법은 아무것도 알려 주지 못합니다.</translation>
    </message>
    <message>
        <source>Means over {0} digits. A method that points no better than chance says nothing.</source>
        <translation>숫자 {0}개의 평균입니다. 우연보다 낫지 않은 방법은 아무것도 알려 주지 못합니다.</translation>
    </message>
    <message>
        <source>Centre</source>
        <translation>가운데</translation>
    </message>
    <message>
        <source>Chance</source>
        <translation>우연</translation>
    </message>
    <message>
        <source>Measure over many digits</source>
        <translation>숫자 여러 개로 측정</translation>
    </message>
    <message>
        <source>Measure over {0} scenes</source>
        <translation>장면 {0}개로 측정</translation>
    </message>
    <message>
        <source>Training digits: the patch gives the class away</source>
        <translation>학습용 숫자: 패치가 클래스를 알려 줌</translation>
    </message>
    <message>
        <source>Test digits: the patch is wrong</source>
        <translation>테스트용 숫자: 패치가 틀린 클래스를 알려 줌</translation>
    </message>
    <message>
        <source>Test digits with the patch masked</source>
        <translation>테스트용 숫자, 패치를 가림</translation>
    </message>
</context>
<context>
    <name>MessageBar</name>
    <message>
        <source>Close this message to see the next one</source>
        <translation>닫으면 다음 메시지가 나옵니다</translation>
    </message>
    <message>
        <source>Close this message (Esc)</source>
        <translation>이 메시지 닫기(Esc)</translation>
    </message>
    <message>
        <source>1 of {0}</source>
        <translation>{0}개 중 첫 번째</translation>
    </message>
</context>
<context>
    <name>MethodDetails</name>
    <message>
        <source>Red counts for the class, blue against it.</source>
        <translation>빨강은 클래스에 유리한 곳, 파랑은 불리한 곳입니다.</translation>
    </message>
    <message>
        <source>It shows only what counts for the class; no value is below zero.</source>
        <translation>클래스에 유리한 것만 보여 줍니다. 0보다 작은 값은 없습니다.</translation>
    </message>
    <message>
        <source>Passes through the network: {0}; time: {1}.</source>
        <translation>신경망 계산 {0}회, {1}.</translation>
    </message>
    <message>
        <source>The sum of the cells does not give the score.</source>
        <translation>칸을 모두 더해도 점수가 되지 않습니다.</translation>
    </message>
    <message>
        <source>For class {0} the cells give {1}. With {2}, which the map does not show, that makes the score {3}.</source>
        <translation>클래스 {0}: 칸의 몫은 {1}, 맵에 나타나지 않는 몫은 {2}, 둘을 더하면 점수 {3}.</translation>
    </message>
</context>
<context>
    <name>MethodGrid</name>
    <message>
        <source>Show {0} on the stage</source>
        <translation>{0}: 스테이지에 표시</translation>
    </message>
    <message>
        <source>not available</source>
        <translation>쓸 수 없음</translation>
    </message>
</context>
<context>
    <name>MethodsPanel</name>
    <message>
        <source>Choose…</source>
        <translation>고르기…</translation>
    </message>
    <message>
        <source>Choose which methods stand side by side, and in which order</source>
        <translation>나란히 놓을 방법과 순서를 고릅니다</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>정렬</translation>
    </message>
    <message>
        <source>Similar ones together</source>
        <translation>비슷한 방법끼리</translation>
    </message>
    <message>
        <source>Fastest first</source>
        <translation>빠른 순</translation>
    </message>
    <message>
        <source>Class {0}, each method on its own scale</source>
        <translation>클래스 {0}, 방법마다 스케일이 다름</translation>
    </message>
    <message>
        <source>Class {0}, each on its own scale</source>
        <translation>클래스 {0}, 저마다 다른 스케일</translation>
    </message>
    <message>
        <source>Class {0}</source>
        <translation>클래스 {0}</translation>
    </message>
</context>
<context>
    <name>MissingNote</name>
    <message>
        <source>Try instead: {0}</source>
        <translation>대신 쓸 수 있는 방법: {0}</translation>
    </message>
</context>
<context>
    <name>MistakeExports</name>
    <message>
        <source>{0} was not written because the notes on these [samples] cannot be read now. Try again when no other program is using them.</source>
        <translation>{0}: 지금은 이 [sample] 데이터의 메모를 읽을 수 없어 저장하지 않았습니다. 다른 프로그램이 메모를 쓰고 있지 않을 때 다시 시도하세요.</translation>
    </message>
    <message>
        <source>Saved {0}</source>
        <translation>저장했습니다: {0}</translation>
    </message>
    <message>
        <source>{0} to {1}</source>
        <translation>{0} – {1}</translation>
    </message>
    <message>
        <source>Saved {0} with the first {1} of {2} [samples]; one sheet holds no more</source>
        <translation>저장했습니다: {0}([sample] {2}개 중 처음 {1}개, 한 장에 더는 들어가지 않음)</translation>
    </message>
</context>
<context>
    <name>Mistakes</name>
    <message>
        <source>The model or the [samples] are still being loaded. Wait a moment.</source>
        <translation>모델이나 [sample] 데이터를 아직 불러오는 중입니다. 잠시 기다리세요.</translation>
    </message>
</context>
<context>
    <name>MistakesPanel</name>
    <message>
        <source>Matrix</source>
        <translation>행렬</translation>
    </message>
    <message>
        <source>Which labels are predicted as which classes, and how often</source>
        <translation>어느 레이블을 어느 클래스로 얼마나 자주 예측했는지</translation>
    </message>
    <message>
        <source>[Sample]</source>
        <translation>[sample]</translation>
    </message>
    <message>
        <source>Why the network predicts this class for the chosen [sample]</source>
        <translation>고른 [sample]을(를) 신경망이 왜 그렇게 예측했는지</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>지도</translation>
    </message>
    <message>
        <source>[Samples] that look alike to the network, near each other</source>
        <translation>신경망에 비슷해 보이는 [sample]끼리 가까이 둡니다</translation>
    </message>
    <message>
        <source>Clusters</source>
        <translation>유형</translation>
    </message>
    <message>
        <source>Mistakes with similar maps</source>
        <translation>맵이 비슷한 오답</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>레이블</translation>
    </message>
    <message>
        <source>Labels that are probably wrong, the worst first</source>
        <translation>틀렸을 가능성이 큰 레이블부터</translation>
    </message>
    <message>
        <source>Calibration</source>
        <translation>확률 보정</translation>
    </message>
    <message>
        <source>How far the probabilities can be trusted</source>
        <translation>확률을 얼마나 믿을 수 있는지</translation>
    </message>
    <message>
        <source>Sweeps</source>
        <translation>강도별 시험</translation>
    </message>
    <message>
        <source>Accuracy as [samples] are corrupted more and more</source>
        <translation>[sample] 데이터를 점점 더 손상할 때의 정확도</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>모델</translation>
    </message>
    <message>
        <source>Compare a second model on the same [samples]</source>
        <translation>같은 [sample]에서 두 번째 모델과 비교</translation>
    </message>
    <message>
        <source>Fix</source>
        <translation>고치기</translation>
    </message>
    <message>
        <source>Train for the listed [samples], and judge what came out</source>
        <translation>목록의 [sample]을(를) 위해 학습하고 결과를 판정</translation>
    </message>
    <message>
        <source>Evaluating the [samples]…</source>
        <translation>[sample]을(를) 평가하는 중…</translation>
    </message>
    <message>
        <source>Choose Evaluate to list the mistakes that this network makes.</source>
        <translation>“평가”를 누르면 이 신경망의 오답이 모두 나옵니다.</translation>
    </message>
    <message>
        <source>There are no mistakes: every [sample] was predicted correctly.</source>
        <translation>오답이 없습니다. 모두 맞혔습니다.</translation>
    </message>
    <message>
        <source>The filters hide all {0} [samples] of “{1}”. Choose Reset to see all mistakes.</source>
        <translation>필터 때문에 “{1}” 그룹의 [sample] {0}개가 모두 가려졌습니다. “초기화”를 누르면 모든 오답이 나옵니다.</translation>
    </message>
    <message>
        <source>No [sample] matches these filters. Choose Reset to see all mistakes.</source>
        <translation>필터에 맞는 [sample]이(가) 없습니다. “초기화”를 누르면 모든 오답이 나옵니다.</translation>
    </message>
    <message>
        <source>choosing a [sample]</source>
        <translation>[sample] 선택</translation>
    </message>
    <message>
        <source>Save list of [samples]</source>
        <translation>[sample] 목록 저장</translation>
    </message>
    <message>
        <source>Save contact sheet</source>
        <translation>썸네일 모음 저장</translation>
    </message>
    <message>
        <source>Save [samples] as a data set</source>
        <translation>[sample]을(를) 데이터 세트로 저장</translation>
    </message>
</context>
<context>
    <name>ModelPanel</name>
    <message>
        <source>Model</source>
        <translation>모델</translation>
    </message>
    <message>
        <source>The network that makes the prediction</source>
        <translation>예측할 신경망</translation>
    </message>
    <message>
        <source>About this model</source>
        <translation>모델 정보</translation>
    </message>
    <message>
        <source>The network whose prediction and maps are shown. Its model card says how it was trained and how accurate it is on the test [samples].</source>
        <translation>예측과 맵을 보여 줄 신경망입니다. 어떻게 학습했고 테스트용 [sample]에서 얼마나 정확한지는 모델 카드에 있습니다.</translation>
    </message>
    <message>
        <source>Train…</source>
        <translation>학습 시작…</translation>
    </message>
    <message>
        <source>More about models</source>
        <translation>모델에 관한 다른 기능</translation>
    </message>
    <message>
        <source>Model card, rename, delete, history, compare, train</source>
        <translation>모델 카드, 이름 바꾸기, 삭제, 학습 기록, 비교, 학습</translation>
    </message>
    <message>
        <source>More that can be done with models: their cards, names and training histories, and a table that compares them on this [sample].</source>
        <translation>모델 카드, 이름, 학습 기록을 보거나 고치고, 지금 [sample]에서 모델들을 표로 비교합니다.</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>이름 바꾸기…</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>삭제</translation>
    </message>
    <message>
        <source>Compare all models…</source>
        <translation>모든 모델 비교…</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>열기…</translation>
    </message>
    <message>
        <source>Rename the model</source>
        <translation>모델 이름 바꾸기</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>이름</translation>
    </message>
</context>
<context>
    <name>ModelsPage</name>
    <message>
        <source>Second model</source>
        <translation>두 번째 모델</translation>
    </message>
    <message>
        <source>The model to compare on the same [samples]</source>
        <translation>같은 [sample]에서 비교할 모델</translation>
    </message>
    <message>
        <source>The second model predicts all [samples] of the split, in the background</source>
        <translation>두 번째 모델이 백그라운드에서 모든 [sample]을(를) 예측합니다</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>End the comparison</source>
        <translation>비교를 끝냅니다</translation>
    </message>
    <message>
        <source>Fixed</source>
        <translation>고쳐짐</translation>
    </message>
    <message>
        <source>Broken</source>
        <translation>새로 틀림</translation>
    </message>
    <message>
        <source>Both wrong</source>
        <translation>둘 다 오답</translation>
    </message>
    <message>
        <source>Both correct</source>
        <translation>둘 다 정답</translation>
    </message>
    <message>
        <source>List the [samples] that only the second model predicts correctly</source>
        <translation>두 번째 모델만 맞힌 [sample]을(를) 보여 줍니다</translation>
    </message>
    <message>
        <source>List the [samples] that only the first model predicts correctly</source>
        <translation>첫 번째 모델만 맞힌 [sample]을(를) 보여 줍니다</translation>
    </message>
    <message>
        <source>List the [samples] that neither model predicts correctly</source>
        <translation>두 모델이 모두 틀린 [sample]을(를) 보여 줍니다</translation>
    </message>
    <message>
        <source>List the [samples] that both models predict correctly</source>
        <translation>두 모델이 모두 맞힌 [sample]을(를) 보여 줍니다</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>비교</translation>
    </message>
    <message>
        <source>The second model is predicting the [samples]…</source>
        <translation>두 번째 모델이 [sample]을(를) 예측하는 중…</translation>
    </message>
    <message>
        <source>Choose a second model to see which mistakes it fixes and which it adds.</source>
        <translation>두 번째 모델을 고르면 어떤 오답이 고쳐지고 어떤 오답이 새로 생기는지 보여 줍니다.</translation>
    </message>
    <message>
        <source>&lt;b&gt;{0}&lt;/b&gt; against &lt;b&gt;{1}&lt;/b&gt;: [samples] that only {0} predicts correctly: {2}; only {1}: {3}. McNemar’s exact test: p {4} {5}.</source>
        <translation>&lt;b&gt;{0}&lt;/b&gt; 대 &lt;b&gt;{1}&lt;/b&gt;: {0}만 맞힌 [sample] {2}개, {1}만 맞힌 [sample] {3}개. 맥니마 정확 검정: p {4} {5}.</translation>
    </message>
    <message>
        <source>One of these networks was trained on some of these [samples]. For a fair comparison, see the verdict on the Fix page.</source>
        <translation>두 신경망 중 하나가 이 [sample] 일부로 학습했습니다. 공정한 비교는 고치기 페이지의 판정을 보세요.</translation>
    </message>
    <message>
        <source>The second model is predicting the [samples]… {0} of {1}</source>
        <translation>두 번째 모델이 [sample]을(를) 예측하는 중… {1}개 중 {0}개</translation>
    </message>
</context>
<context>
    <name>MovePad</name>
    <message>
        <source>Move the [sample]</source>
        <translation>[sample] 옮기기</translation>
    </message>
    <message>
        <source>Click here to move the [sample] with the arrow keys</source>
        <translation>여기를 클릭하고 화살표 키로 [sample]을(를) 옮기세요</translation>
    </message>
    <message>
        <source>Up by one pixel</source>
        <translation>위로 1픽셀</translation>
    </message>
    <message>
        <source>Left by one pixel</source>
        <translation>왼쪽으로 1픽셀</translation>
    </message>
    <message>
        <source>Right by one pixel</source>
        <translation>오른쪽으로 1픽셀</translation>
    </message>
    <message>
        <source>Down by one pixel</source>
        <translation>아래로 1픽셀</translation>
    </message>
</context>
<context>
    <name>NearestView</name>
    <message>
        <source>Find nearest training [samples]</source>
        <translation>가장 가까운 학습용 [sample] 찾기</translation>
    </message>
    <message>
        <source>The network predicts all training [samples] once, in the background</source>
        <translation>신경망이 백그라운드에서 모든 학습용 [sample]을(를) 한 번씩 예측합니다</translation>
    </message>
    <message>
        <source>Evaluating the training [samples]…</source>
        <translation>학습용 [sample]을(를) 평가하는 중…</translation>
    </message>
    <message>
        <source>Nearest in the features that the network sees (F): correct ones, then mistakes</source>
        <translation>신경망이 본 특징(F)이 가장 가까운 학습용 [sample]: 정답, 그다음 오답</translation>
    </message>
    <message>
        <source>training [sample] #{0}: label {1}, predicted {2}</source>
        <translation>학습용 [sample] #{0}: 레이블 {1}, 예측 {2}</translation>
    </message>
    <message>
        <source>Evaluating the training [samples]… {0}</source>
        <translation>학습용 [sample]을(를) 평가하는 중… {0}</translation>
    </message>
</context>
<context>
    <name>NeighbourStrip</name>
    <message>
        <source>Nearest training [samples]</source>
        <translation>가장 가까운 학습용 [sample]</translation>
    </message>
</context>
<context>
    <name>NetworkColumn</name>
    <message>
        <source>{0} parameters</source>
        <translation>파라미터 {0}개</translation>
    </message>
    <message>
        <source>at an earlier stage of its training</source>
        <translation>학습하는 도중의 모습</translation>
    </message>
    <message>
        <source>{0} on {1} test [samples]</source>
        <translation>{1} 테스트 정확도 {0}</translation>
    </message>
    <message>
        <source>{0} M multiplications</source>
        <translation>곱셈 {0}백만 번</translation>
    </message>
    <message>
        <source>Predicts {0}</source>
        <translation>예측: {0}</translation>
    </message>
    <message>
        <source>original: {0}</source>
        <translation>원래 {0}</translation>
    </message>
    <message>
        <source>{0}: {1}</source>
        <translation>{0}: {1}</translation>
    </message>
    <message>
        <source>{1} has nothing to show here: {0} flattens its input into one long list, after which no number belongs to a place in the [sample] any more.</source>
        <translation>{1} 방법으로는 보여 줄 것이 없습니다. {0} 신경망은 입력을 한 줄로 펼치므로, 그 뒤의 수는 [sample]의 어느 자리와도 이어지지 않습니다.</translation>
    </message>
    <message>
        <source>{1} has nothing to show here: {0} gives every cell its own weights, so its scores are not the sum over the cells of a map.</source>
        <translation>{1} 방법으로는 보여 줄 것이 없습니다. {0} 신경망은 칸마다 다른 가중치를 쓰므로 점수가 맵의 칸을 더한 값이 아닙니다.</translation>
    </message>
    <message>
        <source>Try instead: {0}</source>
        <translation>대신 쓸 수 있는 방법: {0}</translation>
    </message>
</context>
<context>
    <name>NetworksPanel</name>
    <message>
        <source>Restore</source>
        <translation>되돌리기</translation>
    </message>
    <message>
        <source>Shuffle the pixels</source>
        <translation>픽셀 섞기</translation>
    </message>
    <message>
        <source>No ink, no prediction</source>
        <translation>잉크가 없어 예측할 수 없습니다</translation>
    </message>
    <message>
        <source>No ink</source>
        <translation>잉크 없음</translation>
    </message>
    <message>
        <source>No ink is left. Move the [sample] back.</source>
        <translation>보이는 잉크가 없습니다. [sample]을(를) 제자리로 옮기세요.</translation>
    </message>
    <message>
        <source>No ink left</source>
        <translation>보이는 잉크 없음</translation>
    </message>
    <message>
        <source>{0} for {1}, {2} × {3}</source>
        <translation>{1}의 {0}, {2} × {3}</translation>
    </message>
    <message>
        <source>{0}…</source>
        <translation>{0}…</translation>
    </message>
    <message>
        <source>[Sample] without map</source>
        <translation>맵 없는 [sample]</translation>
    </message>
    <message>
        <source>against {0}</source>
        <translation>{0}에 불리</translation>
    </message>
    <message>
        <source>for {0}</source>
        <translation>{0}에 유리</translation>
    </message>
    <message>
        <source>Scale “{0}”, with the same limits for both networks: a weaker map looks weaker.</source>
        <translation>스케일 “{0}”, 두 신경망의 표시 범위가 같아 약한 맵은 약하게 보입니다.</translation>
    </message>
    <message>
        <source>Scale “{0}”</source>
        <translation>스케일 “{0}”</translation>
    </message>
    <message>
        <source>moved by {0}, {1}</source>
        <translation>{0}, {1}만큼 옮김</translation>
    </message>
    <message>
        <source>original</source>
        <translation>원래 그대로</translation>
    </message>
    <message>
        <source>not moved</source>
        <translation>옮기지 않음</translation>
    </message>
    <message>
        <source>Show both networks the original [sample] again (Home)</source>
        <translation>두 신경망에 원래 [sample]을(를) 다시 보여 줍니다(Home)</translation>
    </message>
    <message>
        <source>Moves every pixel to another place, the same for every [sample]</source>
        <translation>모든 픽셀의 자리를 바꿉니다. 어느 [sample]에서나 같은 방식으로 바꿉니다</translation>
    </message>
    <message>
        <source>This is what both networks see; the [sample] on the stage stays as it is.</source>
        <translation>두 신경망에 이 [sample]을(를) 보여 줍니다. 스테이지의 [sample]은(는) 바뀌지 않습니다.</translation>
    </message>
    <message>
        <source>The network on the stage</source>
        <translation>스테이지의 신경망</translation>
    </message>
    <message>
        <source>Second network</source>
        <translation>두 번째 신경망</translation>
    </message>
    <message>
        <source>The network to compare with the one on the stage</source>
        <translation>스테이지의 신경망과 비교할 신경망</translation>
    </message>
</context>
<context>
    <name>NotedContrast</name>
    <message>
        <source>Maps of {0}, not of {1}</source>
        <translation>{0}의 맵 ({1}의 맵이 아님)</translation>
    </message>
</context>
<context>
    <name>OpenDispatcher</name>
    <message>
        <source>opening a picture</source>
        <translation>이미지 열기</translation>
    </message>
    <message>
        <source>The clipboard holds no picture and no file. Copy a picture first.</source>
        <translation>클립보드에 이미지나 파일이 없습니다. 먼저 이미지를 복사하세요.</translation>
    </message>
    <message>
        <source>pasted picture</source>
        <translation>붙여넣은 이미지</translation>
    </message>
</context>
<context>
    <name>Pages</name>
    <message>
        <source>Lesson</source>
        <translation>수업</translation>
    </message>
    <message>
        <source>Decomposition</source>
        <translation>분해</translation>
    </message>
    <message>
        <source>Methods</source>
        <translation>방법</translation>
    </message>
    <message>
        <source>Two networks</source>
        <translation>두 신경망</translation>
    </message>
    <message>
        <source>Known truth</source>
        <translation>정답 실험실</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>학습</translation>
    </message>
    <message>
        <source>Mistakes</source>
        <translation>오답</translation>
    </message>
    <message>
        <source>Welcome</source>
        <translation>시작하기</translation>
    </message>
</context>
<context>
    <name>PaintPad</name>
    <message>
        <source>painted</source>
        <translation>칠함</translation>
    </message>
    <message>
        <source>not painted</source>
        <translation>칠하지 않음</translation>
    </message>
    <message>
        <source>[Sample] to paint on: row {0}, column {1}, {2}; cells painted: {3}</source>
        <translation>칠할 [sample]: 행 {0}, 열 {1}, {2}. 칠한 칸 {3}개</translation>
    </message>
</context>
<context>
    <name>PaintingView</name>
    <message>
        <source>Where will it look?</source>
        <translation>신경망은 어디를 볼까요?</translation>
    </message>
    <message>
        <source>Compare with the map</source>
        <translation>맵과 비교</translation>
    </message>
    <message>
        <source>Paint again</source>
        <translation>다시 칠하기</translation>
    </message>
    <message>
        <source>{0} your cells</source>
        <translation>{0} 내가 칠한 칸</translation>
    </message>
    <message>
        <source>{0} the strongest cells of the map</source>
        <translation>{0} 맵에서 가장 강한 칸</translation>
    </message>
    <message>
        <source>You painted one cell. The strongest cell of {1} is framed.</source>
        <translation>한 칸을 칠했습니다. 테두리를 두른 칸은 {1}에서 가장 강한 칸입니다.</translation>
    </message>
    <message>
        <source>You painted {0} cells. The {0} strongest cells of {1} are framed.</source>
        <translation>{0}칸을 칠했습니다. 테두리를 두른 칸은 {1}에서 가장 강한 {0}칸입니다.</translation>
    </message>
    <message>
        <source>In both: {0}; in either: {1}. Overlap (IoU): &lt;b&gt;{0} / {1} = {2}&lt;/b&gt;. As many cells painted at random reach about {3}.</source>
        <translation>둘 다에 든 칸 {0}개, 어느 한쪽에라도 든 칸 {1}개. 겹침 비율(IoU): &lt;b&gt;{0} / {1} = {2}&lt;/b&gt;. 같은 수의 칸을 아무렇게나 칠하면 약 {3}입니다.</translation>
    </message>
</context>
<context>
    <name>PhotoDialog</name>
    <message>
        <source>Picture</source>
        <translation>이미지</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>이전</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>다음</translation>
    </message>
    <message>
        <source>Use them all</source>
        <translation>모두 쓰기</translation>
    </message>
    <message>
        <source>Turns them into a small data set without labels, to go through one by one</source>
        <translation>레이블 없는 작은 데이터 세트로 만들어 하나씩 살펴봅니다</translation>
    </message>
    <message>
        <source>Rotate left</source>
        <translation>왼쪽으로 돌리기</translation>
    </message>
    <message>
        <source>Rotate right</source>
        <translation>오른쪽으로 돌리기</translation>
    </message>
    <message>
        <source>Whole picture</source>
        <translation>이미지 전체</translation>
    </message>
    <message>
        <source>Invert</source>
        <translation>반전</translation>
    </message>
    <message>
        <source>Take the bright parts as ink instead of the dark ones, or the other way round</source>
        <translation>어두운 곳 대신 밝은 곳을 잉크로 보거나, 그 반대로 봅니다</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>사용</translation>
    </message>
    <message>
        <source>No ink found</source>
        <translation>잉크를 찾지 못했습니다</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{1}개 중 {0}번째</translation>
    </message>
    <message>
        <source>Angle</source>
        <translation>각도</translation>
    </message>
    <message>
        <source>Rotate the picture (arrow keys)</source>
        <translation>이미지를 조금씩 돌립니다(화살표 키)</translation>
    </message>
</context>
<context>
    <name>PhotoView</name>
    <message>
        <source>The picture</source>
        <translation>이미지</translation>
    </message>
    <message>
        <source>Drag to cut out a part, or click a box to choose what is in it</source>
        <translation>끌어서 일부를 잘라 내거나, 상자를 클릭해 그 안의 것을 고르세요</translation>
    </message>
</context>
<context>
    <name>Photos</name>
    <message>
        <source>Adjust…</source>
        <translation>조정…</translation>
    </message>
    <message>
        <source>Opened {0}</source>
        <translation>열었습니다: {0}</translation>
    </message>
    <message>
        <source>{0} ({1} of {2})</source>
        <translation>{0} ({2}개 중 {1}번째)</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>다음</translation>
    </message>
</context>
<context>
    <name>PictureView</name>
    <message>
        <source>Double-click to enlarge this view or to show all four. Scroll to zoom, Ctrl+0 to reset.</source>
        <translation>두 번 클릭하면 이 뷰만 크게 보거나 다시 네 뷰를 모두 봅니다. 휠로 확대하고 Ctrl+0으로 되돌립니다.</translation>
    </message>
</context>
<context>
    <name>PredictionFiles</name>
    <message>
        <source>The [samples] are still being loaded. Try again in a moment.</source>
        <translation>[samples]을(를) 아직 불러오는 중입니다. 잠시 뒤에 다시 하세요.</translation>
    </message>
    <message>
        <source>Opened {0}.</source>
        <translation>열었습니다: {0}.</translation>
    </message>
</context>
<context>
    <name>Presentation</name>
    <message>
        <source>Press F11 to end the presentation.</source>
        <translation>F11을 누르면 발표가 끝납니다.</translation>
    </message>
</context>
<context>
    <name>ProductTable</name>
    <message>
        <source>One cell for each position of the kernel: at the top the input of the layer there, below it the weight of the kernel, and in bold their product. Hatched cells lie outside the input: padding, which is 0.</source>
        <translation>커널의 자리마다 한 칸입니다. 위는 그 자리의 입력, 아래는 커널의 가중치, 굵은 글씨는 둘의 곱입니다. 빗금 친 칸은 입력 바깥의 패딩으로, 값이 0입니다.</translation>
    </message>
    <message>
        <source>Products of values and weights, {0} by {1}</source>
        <translation>값과 가중치의 곱, {0} × {1}</translation>
    </message>
    <message>
        <source>Outside the input: padding, 0 × {0} = 0</source>
        <translation>입력 바깥: 패딩, 0 × {0} = 0</translation>
    </message>
    <message>
        <source>input {0} × weight {1} = {2}</source>
        <translation>입력 {0} × 가중치 {1} = {2}</translation>
    </message>
</context>
<context>
    <name>Program</name>
    <message>
        <source>Save elsewhere…</source>
        <translation>다른 곳에 저장…</translation>
    </message>
    <message>
        <source>Close without saving</source>
        <translation>저장하지 않고 닫기</translation>
    </message>
</context>
<context>
    <name>QuestionView</name>
    <message>
        <source>Question</source>
        <translation>질문</translation>
    </message>
    <message>
        <source>Show the answer</source>
        <translation>답 보기</translation>
    </message>
    <message>
        <source>{0}: correct</source>
        <translation>{0}: 정답</translation>
    </message>
    <message>
        <source>{0}: wrong</source>
        <translation>{0}: 오답</translation>
    </message>
</context>
<context>
    <name>QuizScore</name>
    <message>
        <source>Answer again</source>
        <translation>처음부터 다시 풀기</translation>
    </message>
    <message>
        <source>&lt;b&gt;{0} of {1} correct&lt;/b&gt;</source>
        <translation>&lt;b&gt;{1}문제 중 {0}개 정답&lt;/b&gt;</translation>
    </message>
    <message>
        <source>{0} to go</source>
        <translation>{0}문제 남음</translation>
    </message>
</context>
<context>
    <name>RandomisedMaps</name>
    <message>
        <source>original</source>
        <translation>원래 그대로</translation>
    </message>
</context>
<context>
    <name>RawCamView</name>
    <message>
        <source>Raw {0}</source>
        <translation>원본 {0}</translation>
    </message>
</context>
<context>
    <name>Readout</name>
    <message>
        <source>Point at a view for the position, ink and map of class {0}</source>
        <translation>뷰를 가리키면 그 자리의 위치, 잉크, 클래스 {0}의 맵 값이 나옵니다</translation>
    </message>
    <message>
        <source>({x}, {y})   ink {ink}   raw cell ({column}, {row})   {symbol} raw {raw}   resized {resized}{sees}</source>
        <translation>({x}, {y})   잉크 {ink}   원본 칸 ({column}, {row})   {symbol} 원본 {raw}   확대 {resized}{sees}</translation>
    </message>
    <message>
        <source>The sum of {0} does not give the score</source>
        <translation>{0}의 합으로는 점수를 구할 수 없습니다</translation>
    </message>
    <message>
        <source>Sum of the cells of {0}: {1}, plus remainder {2} = score {3}</source>
        <translation>{0} 칸의 합 {1} + 나머지 {2} = 점수 {3}</translation>
    </message>
    <message>
        <source>sees {0} × {1}</source>
        <translation>수용 영역 {0} × {1}</translation>
    </message>
</context>
<context>
    <name>ReliabilityPlot</name>
    <message>
        <source>Accuracy (%)</source>
        <translation>정확도(%)</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>개수</translation>
    </message>
    <message>
        <source>Probability (%)</source>
        <translation>확률(%)</translation>
    </message>
</context>
<context>
    <name>RemedyForm</name>
    <message>
        <source>Remedy</source>
        <translation>개선책</translation>
    </message>
    <message>
        <source>Copies</source>
        <translation>사본 수</translation>
    </message>
    <message>
        <source>Border</source>
        <translation>테두리</translation>
    </message>
    <message>
        <source> px</source>
        <translation> px</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>에포크</translation>
    </message>
    <message>
        <source>Architecture</source>
        <translation>구조</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>레이블</translation>
    </message>
    <message>
        <source>Add from canvas</source>
        <translation>캔버스에서 추가</translation>
    </message>
    <message>
        <source>Keep what is on the canvas as a [sample] with this label</source>
        <translation>캔버스에 있는 것을 이 레이블의 [sample](으)로 보관합니다</translation>
    </message>
    <message>
        <source>Add folder…</source>
        <translation>폴더 추가…</translation>
    </message>
    <message>
        <source>Add a folder of pictures, sorted by class</source>
        <translation>클래스별로 나눈 이미지 폴더를 추가합니다</translation>
    </message>
    <message>
        <source>Remove all</source>
        <translation>모두 빼기</translation>
    </message>
    <message>
        <source>Add none of them; the files stay</source>
        <translation>아무것도 더하지 않습니다. 파일은 그대로 남습니다</translation>
    </message>
    <message>
        <source>Adds the listed [samples] and the training [samples] nearest to them, as other hands would write them: turned, slanted, moved, thicker, thinner.</source>
        <translation>목록의 [sample], 그리고 그와 가장 가까운 학습용 [sample]을(를) 다른 사람이 쓴 것처럼 돌리고, 기울이고, 옮기고, 굵거나 가늘게 바꾸어 더합니다.</translation>
    </message>
    <message>
        <source>The listed [samples] and the training [samples] nearest to them are seen more often, as they are.</source>
        <translation>목록의 [sample], 그리고 그와 가장 가까운 학습용 [sample]을(를) 그대로 더 자주 학습합니다.</translation>
    </message>
    <message>
        <source>Adds what you draw or open, each with its label, and variations of it.</source>
        <translation>직접 그리거나 연 것을 레이블과 함께 더하고, 조금씩 바꾼 것도 더합니다.</translation>
    </message>
    <message>
        <source>For a shortcut at the edge, such as a patch in a corner: training [samples] swap their borders at random, so that a border says nothing about the class.</source>
        <translation>모서리의 조각처럼 가장자리에 지름길이 있을 때 씁니다. 학습용 [sample]끼리 테두리를 무작위로 바꾸므로 테두리로는 클래스를 알 수 없게 됩니다.</translation>
    </message>
    <message>
        <source>Trains on with the labels that were corrected: {0}.</source>
        <translation>고친 레이블 {0}개로 이어서 학습합니다.</translation>
    </message>
    <message>
        <source>Trains another network from the start, on all training [samples].</source>
        <translation>다른 신경망을 모든 학습용 [sample](으)로 처음부터 학습합니다.</translation>
    </message>
    <message>
        <source>Added: {0}</source>
        <translation>추가함: {0}</translation>
    </message>
    <message>
        <source>what came from the canvas</source>
        <translation>캔버스에서 추가한 것</translation>
    </message>
</context>
<context>
    <name>ResizedCamView</name>
    <message>
        <source>Resized {0}</source>
        <translation>확대 {0}</translation>
    </message>
</context>
<context>
    <name>ResultPicture</name>
    <message>
        <source>Picture that the code shows</source>
        <translation>코드가 보여 주는 이미지</translation>
    </message>
</context>
<context>
    <name>SampleMap</name>
    <message>
        <source>t-SNE is not installed. Run: pip install “{0}”</source>
        <translation>t-SNE가 설치되어 있지 않습니다. 실행하세요: pip install “{0}”</translation>
    </message>
    <message>
        <source>The predictions of {0} come without the probabilities of all classes, so the [samples] cannot be arranged by them.</source>
        <translation>{0}의 예측에는 모든 클래스의 확률이 없어서 [sample] 배치를 정할 수 없습니다.</translation>
    </message>
</context>
<context>
    <name>SamplePanel</name>
    <message>
        <source>[Samples]</source>
        <translation>[sample]</translation>
    </message>
    <message>
        <source>Where the contents of the canvas come from: data set, test or training split, index, and the label there.</source>
        <translation>캔버스에 있는 것이 어디서 왔는지 보여 줍니다. 데이터 세트, 테스트용인지 학습용인지, 번호, 그리고 레이블입니다.</translation>
    </message>
    <message>
        <source>Index of a test [sample], 0 to {0}; press Enter to show it</source>
        <translation>테스트용 [sample]의 번호, 0~{0}. Enter를 누르면 그 [sample]이(가) 나옵니다</translation>
    </message>
    <message>
        <source>Source of [samples]</source>
        <translation>[sample] 출처</translation>
    </message>
    <message>
        <source>Where the [samples] come from</source>
        <translation>[sample]을(를) 어디서 가져올지 고릅니다</translation>
    </message>
    <message>
        <source>The data set that the buttons below go through. Choosing another one leaves the canvas as it is until you choose a [sample].</source>
        <translation>아래 버튼으로 넘겨 볼 데이터 세트입니다. 다른 데이터 세트를 골라도 [sample]을(를) 고르기 전까지 캔버스는 그대로입니다.</translation>
    </message>
    <message>
        <source>Index of the [sample]</source>
        <translation>[sample]의 번호</translation>
    </message>
    <message>
        <source>Which test [sample] of the data set is on the canvas; empty if it is none of them. Type an index and press Enter to see that [sample].</source>
        <translation>지금 캔버스에 있는 테스트용 [sample]의 번호입니다. 테스트용 [sample]이(가) 아니면 비어 있습니다. 번호를 입력하고 Enter를 누르면 그 [sample]이(가) 나옵니다.</translation>
    </message>
    <message>
        <source>Downloading MNIST</source>
        <translation>MNIST를 내려받는 중</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Stop downloading MNIST; what has arrived is kept for next time</source>
        <translation>MNIST 내려받기를 멈춥니다. 받은 부분은 남겨 두었다가 다음에 이어서 받습니다</translation>
    </message>
    <message>
        <source>choosing a [sample]</source>
        <translation>[sample] 선택</translation>
    </message>
    <message>
        <source>Get MNIST…</source>
        <translation>MNIST 내려받기…</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>열기…</translation>
    </message>
</context>
<context>
    <name>SaveDocumentDialog</name>
    <message>
        <source>Save document</source>
        <translation>문서 저장</translation>
    </message>
    <message>
        <source>A document holds everything that is shown and chosen, the evaluation, and your tags, notes and decisions about its [samples]. To open it on another computer, include what is not there.</source>
        <translation>문서에는 지금 보고 고른 모든 것과 평가 결과, [sample]에 남긴 태그, 메모, 판단이 들어갑니다. 다른 컴퓨터에서 열려면 그곳에 없는 것을 포함하세요.</translation>
    </message>
    <message>
        <source>Include the networks</source>
        <translation>신경망 포함</translation>
    </message>
    <message>
        <source>Include the listed [samples] ({0})</source>
        <translation>목록의 [sample] 포함 ({0}개)</translation>
    </message>
    <message>
        <source>Choose file…</source>
        <translation>파일 선택…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
</context>
<context>
    <name>ScaleStrip</name>
    <message>
        <source>Colours from {0} to {1}</source>
        <translation>{0}~{1}의 색상</translation>
    </message>
</context>
<context>
    <name>SceneControls</name>
    <message>
        <source>Previous scene</source>
        <translation>이전 장면</translation>
    </message>
    <message>
        <source>Next scene</source>
        <translation>다음 장면</translation>
    </message>
    <message>
        <source>Scene {0} of {1}</source>
        <translation>장면 {0}/{1}</translation>
    </message>
</context>
<context>
    <name>ScoreBreakdownPanel</name>
    <message>
        <source>A single class, or the difference between two: why this one and not the other?</source>
        <translation>한 클래스, 또는 두 클래스의 차이: 왜 저 클래스가 아니라 이 클래스일까요?</translation>
    </message>
    <message>
        <source>The question that the score breakdown answers</source>
        <translation>점수 내역이 답하는 질문</translation>
    </message>
    <message>
        <source>Score breakdown</source>
        <translation>점수 내역</translation>
    </message>
    <message>
        <source>The bias plus the contribution of every channel</source>
        <translation>편향에 모든 채널의 기여도를 더한 값</translation>
    </message>
    <message>
        <source>The bias plus the mean of the map over all cells</source>
        <translation>편향에 맵의 모든 칸 평균을 더한 값</translation>
    </message>
    <message>
        <source>Whether both equal the score that the network computed, and how closely</source>
        <translation>둘이 신경망이 계산한 점수와 같은지, 차이가 얼마인지</translation>
    </message>
    <message>
        <source>The first bar is the bias b. Each further bar is the contribution of one channel, w F, and starts where the previous one ends: red counts for the class, blue against it. The last bar is the score S. Channels outside the sum of maps are faint. Click a bar, or use the arrow keys, to show its channel.</source>
        <translation>첫 막대는 편향 b입니다. 그다음부터는 막대 하나가 채널 하나의 기여도 w F이고, 앞 막대가 끝난 곳에서 시작합니다. 빨강은 클래스에 유리하고 파랑은 불리합니다. 마지막 막대는 점수 S입니다. 맵의 합에 들지 않은 채널은 흐리게 보입니다. 막대를 클릭하거나 화살표 키로 옮기면 그 채널이 나옵니다.</translation>
    </message>
    <message>
        <source>Why one class and not another: weights, maps and bias are then the differences between the two classes, and what is positive counts for the first.</source>
        <translation>왜 다른 클래스가 아니라 이 클래스일까요? 가중치, 맵, 편향은 이때 두 클래스의 차이이며, 양수는 앞의 클래스에 유리합니다.</translation>
    </message>
    <message>
        <source>mean {0}</source>
        <translation>평균 {0}</translation>
    </message>
    <message>
        <source>✓ both equal {0} to within {1}</source>
        <translation>✓ 둘 다 {0}, 오차 {1}</translation>
    </message>
    <message>
        <source>✗ differ from {0} by {1}</source>
        <translation>✗ {0}에서 {1}만큼 벗어남</translation>
    </message>
    <message>
        <source>Why {0}?</source>
        <translation>왜 {0}?</translation>
    </message>
    <message>
        <source>Why {0} and not {1}?</source>
        <translation>왜 {1} 말고 {0}?</translation>
    </message>
</context>
<context>
    <name>ScoreCurves</name>
    <message>
        <source>Score S</source>
        <translation>점수 S</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>스텝</translation>
    </message>
    <message>
        <source>class {0}</source>
        <translation>클래스 {0}</translation>
    </message>
    <message>
        <source>before: {0}</source>
        <translation>이전: {0}</translation>
    </message>
    <message>
        <source>others</source>
        <translation>다른 클래스</translation>
    </message>
    <message>
        <source>from here</source>
        <translation>여기부터</translation>
    </message>
</context>
<context>
    <name>SecondView</name>
    <message>
        <source>Maps of the second model</source>
        <translation>두 번째 모델의 맵</translation>
    </message>
    <message>
        <source>&lt;b&gt;{0}&lt;/b&gt;: predicted {1}, {2} · S{3} − S{4} = margin &lt;b&gt;{5}&lt;/b&gt;</source>
        <translation>&lt;b&gt;{0}&lt;/b&gt;: 예측 {1}, {2} · S{3} − S{4} = 마진 &lt;b&gt;{5}&lt;/b&gt;</translation>
    </message>
    <message>
        <source>{0}: predicted {1}, {2} · margin &lt;b&gt;{3}&lt;/b&gt;</source>
        <translation>{0}: 예측 {1}, {2} · 마진 &lt;b&gt;{3}&lt;/b&gt;</translation>
    </message>
</context>
<context>
    <name>Stage</name>
    <message>
        <source>against {0}</source>
        <translation>{0}에 불리</translation>
    </message>
    <message>
        <source>for {0}</source>
        <translation>{0}에 유리</translation>
    </message>
</context>
<context>
    <name>StartBox</name>
    <message>
        <source>New weights</source>
        <translation>새 가중치</translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>Scale: {0}</source>
        <translation>스케일: {0}</translation>
    </message>
    <message>
        <source>In training: {0}</source>
        <translation>학습 중: {0}</translation>
    </message>
    <message>
        <source>Snapshot: {0}</source>
        <translation>스냅샷: {0}</translation>
    </message>
    <message>
        <source>Model: {0}</source>
        <translation>모델: {0}</translation>
    </message>
    <message>
        <source>Model: {0} · test accuracy {1} on {2}</source>
        <translation>모델: {0} · {2} 테스트 정확도 {1}</translation>
    </message>
</context>
<context>
    <name>StrokePicture</name>
    <message>
        <source>The strokes, each in its colour</source>
        <translation>획마다 다른 색으로 표시</translation>
    </message>
</context>
<context>
    <name>StrokeValuesView</name>
    <message>
        <source>Contribution of each stroke</source>
        <translation>획마다 기여한 점수</translation>
    </message>
    <message>
        <source>The network predicts every combination of strokes, each stroke at its place. The value of a stroke is how much it raises the score on average, over all orders in which the strokes could be drawn: its exact Shapley value.</source>
        <translation>획을 그 자리에 둔 채 모든 조합을 신경망에 보여 줍니다. 획의 값은 획을 그릴 수 있는 모든 순서를 따져, 그 획이 점수를 평균적으로 얼마나 올리는지 나타냅니다. 근사하지 않은 섀플리 값입니다.</translation>
    </message>
    <message>
        <source>Waiting for the pen to rest…</source>
        <translation>펜을 멈추면 계산합니다…</translation>
    </message>
    <message>
        <source>Class {0}: empty picture {1}, strokes {2} = {3}</source>
        <translation>클래스 {0}: 빈 이미지 {1}, 획 {2} = {3}</translation>
    </message>
    <message>
        <source>stroke {0}: {1}</source>
        <translation>획 {0}: {1}</translation>
    </message>
</context>
<context>
    <name>StrokeValuing</name>
    <message>
        <source>This drawing has {0} strokes. What each one did can be computed for up to {1}, because the network has to see every combination of strokes.</source>
        <translation>직접 그린 숫자의 획이 {0}개입니다. 획의 모든 조합을 신경망에 넣어야 하므로 획의 값은 획이 {1}개 이하일 때만 계산할 수 있습니다.</translation>
    </message>
    <message>
        <source>The network gave no scores for these strokes. Choose another model.</source>
        <translation>신경망에서 이 획들의 점수가 나오지 않았습니다. 다른 모델을 고르세요.</translation>
    </message>
</context>
<context>
    <name>SumLines</name>
    <message>
        <source>Output</source>
        <translation>출력</translation>
    </message>
    <message>
        <source>Channel {0}</source>
        <translation>채널 {0}</translation>
    </message>
    <message>
        <source>{0} others</source>
        <translation>나머지 {0}개</translation>
    </message>
    <message>
        <source>Bias</source>
        <translation>편향</translation>
    </message>
    <message>
        <source>Sum</source>
        <translation>합</translation>
    </message>
</context>
<context>
    <name>SweepPlot</name>
    <message>
        <source>Accuracy by strength</source>
        <translation>강도별 정확도</translation>
    </message>
    <message>
        <source>Accuracy (%)</source>
        <translation>정확도(%)</translation>
    </message>
</context>
<context>
    <name>Sweeping</name>
    <message>
        <source>Only the predictions of this system are known: it cannot read corrupted [samples]. Evaluate a model to sweep it.</source>
        <translation>이 시스템은 예측만 있어서 손상한 [sample] 데이터를 읽게 할 수 없습니다. 모델을 평가하면 시험할 수 있습니다.</translation>
    </message>
    <message>
        <source>Broken: {0} {1}</source>
        <translation>{0} {1}에서 틀림</translation>
    </message>
</context>
<context>
    <name>SweepsPage</name>
    <message>
        <source>Corruption</source>
        <translation>손상</translation>
    </message>
    <message>
        <source>What is done to the [samples]</source>
        <translation>[sample] 데이터에 주는 변화</translation>
    </message>
    <message>
        <source>Reads the [samples] at every strength, in the background: first some, then all</source>
        <translation>모든 강도에서 [sample] 데이터를 백그라운드로 읽습니다. 먼저 일부를, 그다음 전부를 읽습니다</translation>
    </message>
    <message>
        <source>Sweep all</source>
        <translation>모두 시험</translation>
    </message>
    <message>
        <source>The same for every corruption, one after the other</source>
        <translation>모든 손상을 차례로 시험합니다</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>클래스</translation>
    </message>
    <message>
        <source>The [samples] whose accuracy is shown</source>
        <translation>정확도를 볼 [sample]</translation>
    </message>
    <message>
        <source>Second model</source>
        <translation>두 번째 모델</translation>
    </message>
    <message>
        <source>A model that is shown the same [samples]</source>
        <translation>같은 [sample] 데이터를 읽을 모델</translation>
    </message>
    <message>
        <source>Click a point to list the [samples] that are no longer predicted correctly</source>
        <translation>점을 클릭하면 더는 맞히지 못하는 [sample] 목록이 나옵니다</translation>
    </message>
    <message>
        <source>Strength for the [sample] on the stage</source>
        <translation>스테이지에 있는 [sample]의 강도</translation>
    </message>
    <message>
        <source>Corrupts the [sample] on the stage; its maps follow, Ctrl+Z brings it back</source>
        <translation>스테이지의 [sample]을(를) 손상합니다. 맵이 따라 바뀌고, Ctrl+Z로 되돌립니다</translation>
    </message>
    <message>
        <source>[Sample] on the stage</source>
        <translation>스테이지의 [sample]</translation>
    </message>
    <message>
        <source>No second model</source>
        <translation>두 번째 모델 없음</translation>
    </message>
    <message>
        <source>All classes</source>
        <translation>모든 클래스</translation>
    </message>
    <message>
        <source>Label {0}</source>
        <translation>레이블 {0}</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Sweep</source>
        <translation>강도별 시험</translation>
    </message>
    <message>
        <source>There are no [samples] of this class.</source>
        <translation>이 클래스의 [sample]이(가) 없습니다.</translation>
    </message>
    <message>
        <source>Reading the [samples]…</source>
        <translation>[sample] 데이터를 읽고 있습니다…</translation>
    </message>
    <message>
        <source>Shows how the accuracy falls as the [samples] are corrupted more and more.</source>
        <translation>[sample] 데이터를 점점 더 손상할 때 정확도가 어떻게 떨어지는지 보여 줍니다.</translation>
    </message>
    <message>
        <source>{0} at {1}: {2} of {3} correct (95% interval {4} to {5}); no longer correct: {6}.</source>
        <translation>{0}, {1}: {3}개 중 {2} 정답(95% 구간 {4}~{5}), 더는 맞히지 못함: {6}개.</translation>
    </message>
    <message>
        <source>Reading the [samples]… {0}</source>
        <translation>[sample] 데이터를 읽고 있습니다… {0}</translation>
    </message>
</context>
<context>
    <name>SymbolHighlight</name>
    <message>
        <source>feature map</source>
        <translation>특징 맵</translation>
    </message>
    <message>
        <source>pooled feature</source>
        <translation>풀링한 값</translation>
    </message>
    <message>
        <source>weight</source>
        <translation>가중치</translation>
    </message>
    <message>
        <source>sum over channels</source>
        <translation>모든 채널의 합</translation>
    </message>
    <message>
        <source>bias</source>
        <translation>편향</translation>
    </message>
    <message>
        <source>score</source>
        <translation>점수</translation>
    </message>
    <message>
        <source>class activation map</source>
        <translation>클래스 활성화 맵</translation>
    </message>
    <message>
        <source>The output of channel k of the last convolution, cell by cell.</source>
        <translation>마지막 합성곱의 채널 k가 칸마다 내는 값입니다.</translation>
    </message>
    <message>
        <source>The mean of the feature map over all cells (global average pooling).</source>
        <translation>특징 맵의 모든 칸을 평균한 값입니다(전역 평균 풀링).</translation>
    </message>
    <message>
        <source>How much channel k counts for the class: for it if positive, against it if negative. Weights are set by training and are the same for every [sample].</source>
        <translation>채널 k가 클래스에 얼마나 중요한지 나타냅니다. 양수면 유리하고 음수면 불리합니다. 가중치는 학습으로 정해지며 어느 [sample]에서나 같습니다.</translation>
    </message>
    <message>
        <source>Added up over the channels, in the order chosen below. The slider stops the sum of maps earlier.</source>
        <translation>아래에서 고른 순서대로 채널을 모두 더합니다. 슬라이더로 맵의 합을 중간에서 멈출 수 있습니다.</translation>
    </message>
    <message>
        <source>The score of the class when there are no features at all.</source>
        <translation>특징이 하나도 없을 때 클래스의 점수입니다.</translation>
    </message>
    <message>
        <source>The sum of the bias and all contributions w F, also called the logit. The softmax turns the scores of all classes into probabilities.</source>
        <translation>편향과 모든 기여도 w F의 합이며 로짓이라고도 합니다. 소프트맥스가 모든 클래스의 점수를 확률로 바꿉니다.</translation>
    </message>
    <message>
        <source>The sum of all maps w f: it shows where the features of the class are. Its mean plus the bias is the score.</source>
        <translation>모든 맵 w f의 합으로, 클래스의 특징이 어디에 있는지 보여 줍니다. 평균에 편향을 더하면 점수가 됩니다.</translation>
    </message>
</context>
<context>
    <name>TagMenuButton</name>
    <message>
        <source>Tag</source>
        <translation>태그</translation>
    </message>
    <message>
        <source>Tag the chosen [samples], or all that are listed</source>
        <translation>선택한 [sample]이나 목록 전체에 태그를 붙입니다</translation>
    </message>
    <message>
        <source>Tag the chosen [samples] ({0})</source>
        <translation>선택한 [sample]에 태그 붙이기({0}개)</translation>
    </message>
    <message>
        <source>Tag all ({0})</source>
        <translation>모두 태그 붙이기({0}개)</translation>
    </message>
    <message>
        <source>Go on after a tag</source>
        <translation>태그를 붙이면 다음으로</translation>
    </message>
    <message>
        <source>Add tags and notes from a file…</source>
        <translation>파일에서 태그와 메모 추가…</translation>
    </message>
</context>
<context>
    <name>Tags</name>
    <message>
        <source>New tag</source>
        <translation>새 태그</translation>
    </message>
    <message>
        <source>Type a tag of your own and press Enter. The filters list it from then on.</source>
        <translation>태그를 직접 입력하고 Enter를 누르세요. 필터에서 다시 찾을 수 있습니다.</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>메모</translation>
    </message>
    <message>
        <source>A note on this [sample] (Shift+N), saved automatically</source>
        <translation>이 [sample]에 대한 메모(Shift+N), 자동으로 저장됩니다</translation>
    </message>
    <message>
        <source>Undo the last tag or note (Ctrl+Z)</source>
        <translation>마지막 태그나 메모를 취소합니다(Ctrl+Z)</translation>
    </message>
    <message>
        <source>Redo (Ctrl+Shift+Z)</source>
        <translation>다시 실행(Ctrl+Shift+Z)</translation>
    </message>
    <message>
        <source>Tag as “{0}”</source>
        <translation>“{0}” 태그 붙이기</translation>
    </message>
    <message>
        <source>Tag as “{0}” ({1})</source>
        <translation>“{0}” 태그 붙이기({1})</translation>
    </message>
</context>
<context>
    <name>TermsRow</name>
    <message>
        <source>One channel of the decomposition, and the sum of maps so far</source>
        <translation>분해한 채널 하나와 지금까지 더한 맵</translation>
    </message>
    <message>
        <source>From left to right: the output of the chosen channel (f), the same times its weight for the class (w f), the sum of the maps of the first channels in order (Σ w f), and the class activation map (M), which they all add up to. All except f are on one scale. Channel, order and the number of channels are chosen on the Decomposition page.</source>
        <translation>왼쪽부터 고른 채널의 출력(f), 거기에 클래스의 가중치를 곱한 것(w f), 정렬 순서대로 앞쪽 채널들의 맵을 더한 것(Σ w f), 모두 더한 클래스 활성화 맵(M)입니다. f를 뺀 모든 맵은 같은 스케일입니다. 채널과 순서, 더하는 개수는 “분해” 페이지에서 고릅니다.</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{1}개 중 {0}개</translation>
    </message>
    <message>
        <source>Nothing to decompose</source>
        <translation>분해할 것 없음</translation>
    </message>
    <message>
        <source>No ink, nothing to decompose.</source>
        <translation>잉크가 없어 분해할 것이 없습니다.</translation>
    </message>
</context>
<context>
    <name>Thumbnails</name>
    <message>
        <source>The maps could not be finished by this method. Choose another one.</source>
        <translation>이 방법으로는 맵을 끝까지 계산하지 못했습니다. 다른 방법을 고르세요.</translation>
    </message>
</context>
<context>
    <name>Tiles</name>
    <message>
        <source>Channels</source>
        <translation>채널</translation>
    </message>
    <message>
        <source>Click: enlarge the channel · Double-click or Space: switch it off or on · Arrow keys: go to another channel</source>
        <translation>클릭: 채널 크게 보기 · 두 번 클릭 또는 스페이스바: 끄기/켜기 · 화살표 키: 다른 채널로 이동</translation>
    </message>
    <message>
        <source>All channels of the last convolution, each with its feature map f, its pooled feature F, its weight w for the class, and its contribution w F to the score (red counts for the class, blue against it). Channels on a tinted background are in the sum of maps. A rank such as no. 1 marks the channels that add most to the cell under the pointer.</source>
        <translation>마지막 합성곱의 모든 채널입니다. 채널마다 특징 맵 f, 풀링한 값 F, 클래스의 가중치 w, 점수에 대한 기여도 w F가 나옵니다(빨강은 클래스에 유리, 파랑은 불리). 바탕색이 다른 채널은 맵의 합에 들어 있습니다. “1위” 같은 표시는 가리킨 칸에 많이 더하는 채널의 순위입니다.</translation>
    </message>
    <message>
        <source>off</source>
        <translation>끔</translation>
    </message>
    <message>
        <source>no. {0}</source>
        <translation>{0}위</translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>{0}, {1}</source>
        <translation>{0}, {1}</translation>
    </message>
    <message>
        <source>before the first step</source>
        <translation>첫 스텝 전</translation>
    </message>
    <message>
        <source>step {0}</source>
        <translation>스텝 {0}</translation>
    </message>
    <message>
        <source>epoch {0}, step {1}</source>
        <translation>에포크 {0}, 스텝 {1}</translation>
    </message>
</context>
<context>
    <name>TimelinePanel</name>
    <message>
        <source>Timeline</source>
        <translation>타임라인</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>재생</translation>
    </message>
    <message>
        <source>Snapshot of the training</source>
        <translation>학습 스냅샷</translation>
    </message>
    <message>
        <source>Save animation…</source>
        <translation>동영상 저장…</translation>
    </message>
    <message>
        <source>Back to the model</source>
        <translation>원래 모델로</translation>
    </message>
    <message>
        <source>Follow training</source>
        <translation>학습 따라가기</translation>
    </message>
    <message>
        <source>The network at an earlier time. Drag, or step through the snapshots with the arrow keys.</source>
        <translation>이전 시점의 신경망을 봅니다. 슬라이더를 끌거나 화살표 키로 스냅샷을 하나씩 넘기세요.</translation>
    </message>
    <message>
        <source>Snapshots are densest where the network changes most. Choosing one switches off “Follow training”; the training itself continues.</source>
        <translation>신경망이 많이 바뀌는 때일수록 스냅샷이 촘촘합니다. 하나를 고르면 “학습 따라가기”가 꺼지지만 학습은 계속됩니다.</translation>
    </message>
    <message>
        <source>Play all snapshots up to the last one</source>
        <translation>스냅샷을 마지막까지 차례로 보여 줍니다</translation>
    </message>
    <message>
        <source>Show the chosen model instead of a snapshot</source>
        <translation>스냅샷 대신 고른 모델을 다시 보여 줍니다</translation>
    </message>
    <message>
        <source>Show the network on the stage as it learns; otherwise the model chosen before</source>
        <translation>학습 중인 신경망을 스테이지에 보여 줍니다. 끄면 전에 고른 모델이 나옵니다</translation>
    </message>
    <message>
        <source>The stage shows the latest weights about four times a second, with their epoch and step. Choosing a snapshot on the timeline switches this off.</source>
        <translation>최신 가중치를 1초에 네 번쯤 스테이지에 보여 주며, 에포크와 스텝도 함께 나옵니다. 타임라인에서 스냅샷을 고르면 꺼집니다.</translation>
    </message>
    <message>
        <source>The scores of this [sample] during the training. Click to see the network at that time.</source>
        <translation>학습하는 동안 이 [sample]의 점수입니다. 클릭하면 그때의 신경망을 봅니다.</translation>
    </message>
    <message>
        <source>{0} predicts {1} in all of these snapshots</source>
        <translation>{0}의 예측은 모든 스냅샷에서 {1}</translation>
    </message>
    <message>
        <source>Predicts {0} in all of these snapshots</source>
        <translation>모든 스냅샷에서 예측 {0}</translation>
    </message>
    <message>
        <source>at {0}</source>
        <translation>{0}에는</translation>
    </message>
    <message>
        <source>{0} predicts {1} from {2} on; {3} still {4}</source>
        <translation>{0}의 예측: {2}부터 {1}, {3} 아직 {4}</translation>
    </message>
    <message>
        <source>{0}: {1} from {2} on, {4} {3}</source>
        <translation>{0}: {2}부터 {1}, {3} {4}</translation>
    </message>
    <message>
        <source>{0}: {1} again from {2} on, {4} {3}</source>
        <translation>{0}: {2}부터 다시 {1}, {3} {4}</translation>
    </message>
    <message>
        <source>{0} predicts {1} from {2} on, not for the first time; {3} it predicted {4}</source>
        <translation>{0}의 예측: {2}부터 다시 {1}(처음이 아님), {3} {4}</translation>
    </message>
    <message>
        <source>Predicts {0} again from {1} on</source>
        <translation>{1}부터 다시 예측 {0}</translation>
    </message>
    <message>
        <source>Click a step to see the network at that time.</source>
        <translation>스텝을 클릭하면 그때의 신경망을 봅니다.</translation>
    </message>
    <message>
        <source>Predicts {0} from {1} on</source>
        <translation>{1}부터 예측 {0}</translation>
    </message>
    <message>
        <source>The class that the network finally predicts, or the one you chose, is in front. From the thin line on, it stays above all others: the network has learned this [sample]. Steps are on a logarithmic scale (of the step plus 1), because most changes happen at the beginning.</source>
        <translation>신경망이 마지막에 예측하는 클래스나 직접 고른 클래스가 맨 앞에 있습니다. 가는 세로선부터 이 곡선이 줄곧 가장 위에 있으며, 이때 신경망이 이 [sample]을(를) 배운 것입니다. 변화는 대부분 처음에 일어나므로 스텝은 1을 더해 로그 눈금으로 나타냅니다.</translation>
    </message>
    <message>
        <source>Cancel ({0}%)</source>
        <translation>취소 ({0}%)</translation>
    </message>
    <message>
        <source>Save how the maps of this [sample] took shape, as a GIF or a video</source>
        <translation>이 [sample]의 맵이 모양을 갖추는 과정을 GIF나 동영상으로 저장합니다</translation>
    </message>
    <message>
        <source>Stop saving the animation</source>
        <translation>동영상 저장을 멈춥니다</translation>
    </message>
    <message>
        <source>Train a network to see its snapshots here.</source>
        <translation>신경망을 학습시키면 스냅샷이 여기에 나옵니다.</translation>
    </message>
    <message>
        <source>Following the training: the latest weights</source>
        <translation>학습을 따라가는 중: 최신 가중치</translation>
    </message>
    <message>
        <source>History of {0}, snapshots: {1}</source>
        <translation>{0}의 학습 기록: 스냅샷 {1}개</translation>
    </message>
    <message>
        <source>Snapshots: {0}, the last after step {1}</source>
        <translation>스냅샷 {0}개, 마지막은 스텝 {1} 뒤</translation>
    </message>
    <message>
        <source>{0} (last: {1})</source>
        <translation>{0} (마지막: {1})</translation>
    </message>
</context>
<context>
    <name>Training</name>
    <message>
        <source>Saved the model {0}</source>
        <translation>모델을 저장했습니다: {0}</translation>
    </message>
    <message>
        <source>Discarded the trained network</source>
        <translation>학습시킨 신경망을 버렸습니다</translation>
    </message>
    <message>
        <source>{0} The network after step {1} is saved as {2}.</source>
        <translation>{0} 스텝 {1} 뒤의 신경망을 {2} 이름으로 저장했습니다.</translation>
    </message>
</context>
<context>
    <name>TrainingForm</name>
    <message>
        <source>Architecture</source>
        <translation>구조</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>학습 방식</translation>
    </message>
    <message>
        <source>Start from</source>
        <translation>시작 모델</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>에포크</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>배치</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>학습률</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>시드</translation>
    </message>
    <message>
        <source>The name under which the model is saved. A name that is taken gets a number.</source>
        <translation>저장할 모델의 이름입니다. 이미 있는 이름이면 번호가 붙습니다.</translation>
    </message>
    <message>
        <source>The layers of the network, listed below</source>
        <translation>신경망의 층 구성입니다. 층은 아래에 나옵니다</translation>
    </message>
    <message>
        <source>An architecture is a network without weights; training sets the weights.</source>
        <translation>구조는 가중치를 뺀 신경망입니다. 가중치는 학습으로 정해집니다.</translation>
    </message>
    <message>
        <source>How many times each training [sample] is used</source>
        <translation>학습용 [sample] 하나를 몇 번씩 쓸지 정합니다</translation>
    </message>
    <message>
        <source>[Samples] per step: the weights change once after each batch</source>
        <translation>한 스텝에 쓰는 [sample] 수입니다. 배치마다 가중치가 한 번 바뀝니다</translation>
    </message>
    <message>
        <source>Small batches make many noisy steps, large ones few steady steps. A larger batch often allows a higher learning rate.</source>
        <translation>배치가 작으면 스텝이 많아지고 흔들리며, 배치가 크면 스텝이 적어지고 안정됩니다. 배치가 크면 학습률을 더 높여도 잘되는 때가 많습니다.</translation>
    </message>
    <message>
        <source>How far a step changes the weights</source>
        <translation>한 스텝에 가중치를 얼마나 바꿀지 정합니다</translation>
    </message>
    <message>
        <source>If it is too high, the loss jumps or the training fails; if it is too low, hardly anything is learned. Where a recipe raises and lowers it, this is the peak.</source>
        <translation>너무 높으면 손실이 튀거나 학습이 실패하고, 너무 낮으면 거의 배우지 못합니다. 학습률을 올렸다 내리는 학습 방식에서는 이 값이 최댓값입니다.</translation>
    </message>
    <message>
        <source>The number that all randomness in the training comes from</source>
        <translation>학습에 쓰이는 모든 난수를 정하는 수입니다</translation>
    </message>
    <message>
        <source>The initial weights, the order of the [samples] and their augmentation are drawn from it: on this computer, the same settings and seed give the same network. Other seeds show how much of a result is chance.</source>
        <translation>초기 가중치, [sample]의 순서, 데이터 증강이 모두 시드에서 나옵니다. 이 컴퓨터에서는 설정과 시드가 같으면 같은 신경망이 나옵니다. 시드를 바꿔 보면 결과가 얼마나 우연인지 알 수 있습니다.</translation>
    </message>
    <message>
        <source>How many of the training [samples] are used: fewer for a quick demonstration</source>
        <translation>학습용 [sample]을(를) 얼마나 쓸지 정합니다. 빨리 보여 주려면 줄이세요</translation>
    </message>
    <message>
        <source>Maps that show what erasing ink costs: like handwriting, with each [sample] used twice</source>
        <translation>잉크를 지우면 줄어드는 점수를 맵이 보여 줌: handwriting과 같되 [sample]마다 두 번 씀</translation>
    </message>
    <message>
        <source>{0} of {1} training [samples]</source>
        <translation>{1} 학습용 {0}개</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{1} {0}개</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>[Samples]</source>
        <translation>학습 데이터</translation>
    </message>
    <message>
        <source>New weights, or those of a model that is to be trained further</source>
        <translation>새 가중치, 또는 이어서 학습시킬 모델의 가중치</translation>
    </message>
    <message>
        <source>You can choose models of this architecture, and networks made by other programs, which are trained as they are. So as not to lose what it has learned, a model is trained with a lower learning rate: that of the recipe times {0}.</source>
        <translation>이 구조의 모델과, 다른 프로그램에서 만든 신경망을 고를 수 있습니다. 다른 프로그램의 신경망은 그 구조 그대로 학습시킵니다. 이미 배운 것을 잃지 않도록 학습 방식에 정해진 학습률의 {0}배로 천천히 학습시킵니다.</translation>
    </message>
    <message>
        <source>The first ones of the training split are used. The accuracy is always measured on the whole test split.</source>
        <translation>학습용 [sample]의 앞부분을 씁니다. 정확도는 언제나 테스트용 [sample] 전체로 측정합니다.</translation>
    </message>
    <message>
        <source>The layers from input to output, with their output shapes and parameters</source>
        <translation>입력에서 출력까지 층의 목록: 출력 크기와 파라미터 수</translation>
    </message>
    <message>
        <source>Estimated from earlier trainings on this computer</source>
        <translation>이 컴퓨터에서 했던 학습으로 추정합니다</translation>
    </message>
    <message>
        <source>The number of multiplications divided by the speed of the last training of this architecture on this computer. Before the first one, the range is wide.</source>
        <translation>필요한 곱셈 수를, 이 컴퓨터에서 같은 구조를 마지막으로 학습시켰을 때의 속도로 나눈 값입니다. 학습시킨 적이 없으면 범위가 넓습니다.</translation>
    </message>
    <message>
        <source>As in the lecture: Adam with a constant learning rate</source>
        <translation>강의와 같이 Adam, 학습률은 일정</translation>
    </message>
    <message>
        <source>Learns much in a single epoch, more in a few: the learning rate rises and falls once</source>
        <translation>한 에포크만에 많이, 몇 에포크면 더 많이 배움: 학습률이 한 번 올랐다가 내려감</translation>
    </message>
    <message>
        <source>Highest test accuracy: [samples] are augmented, at the end used unchanged</source>
        <translation>테스트 정확도가 가장 높음: [sample]을(를) 변형해 쓰다가 마지막에는 그대로 씀</translation>
    </message>
    <message>
        <source>Good at what you draw: [samples] are augmented, digits drawn by the program added</source>
        <translation>직접 그린 [sample]에 강함: [sample]을(를) 변형하고 프로그램이 그린 숫자를 더함</translation>
    </message>
    <message>
        <source>Epochs: {0}, batch: {1}, learning rate: {2}, starting from a model: {3}</source>
        <translation>에포크 {0}, 배치 {1}, 학습률 {2}, 모델에서 시작하면 {3}</translation>
    </message>
    <message>
        <source>How it is trained</source>
        <translation>학습 방법을 고릅니다</translation>
    </message>
    <message>
        <source>A recipe sets epochs, batch and learning rate, which you can change afterwards, and whether [samples] are augmented: rotated, moved and bent slightly each time.</source>
        <translation>학습 방식을 고르면 에포크, 배치, 학습률이 정해지며 나중에 바꿀 수 있습니다. [sample]을(를) 매번 조금씩 돌리고 옮기고 구부리는 데이터 증강을 쓸지도 함께 정해집니다.</translation>
    </message>
    <message>
        <source>{0} parameters</source>
        <translation>파라미터 {0}개</translation>
    </message>
</context>
<context>
    <name>TrainingPanel</name>
    <message>
        <source>Training</source>
        <translation>학습</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>학습 시작</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>계속</translation>
    </message>
    <message>
        <source>End the training; what it has learned is lost</source>
        <translation>학습을 끝냅니다. 배운 것은 사라집니다</translation>
    </message>
    <message>
        <source>Train a network as set above; the stage shows it while it learns</source>
        <translation>위의 설정대로 신경망을 학습시킵니다. 학습하는 모습이 스테이지에 나옵니다</translation>
    </message>
    <message>
        <source>You can go on using the window meanwhile, and pause or stop the training.</source>
        <translation>그동안에도 창을 쓸 수 있고, 학습을 일시 정지하거나 중지할 수 있습니다.</translation>
    </message>
    <message>
        <source>End the training now and save the network as it is. The arrow offers more.</source>
        <translation>지금 학습을 끝내고 신경망을 그대로 저장합니다. 화살표를 누르면 다른 방법도 있습니다.</translation>
    </message>
    <message>
        <source>Set up another training</source>
        <translation>다른 학습을 준비합니다</translation>
    </message>
    <message>
        <source>A training was not finished. Choose Resume to continue where it stopped.</source>
        <translation>끝나지 않은 학습이 있습니다. “계속”을 누르면 멈춘 곳부터 이어집니다.</translation>
    </message>
    <message>
        <source>The training of {0} was not finished (epoch {1} of {2}). Choose Resume to continue where it stopped.</source>
        <translation>{0} 학습이 끝나지 않았습니다(에포크 {1}/{2}). “계속”을 누르면 멈춘 곳부터 이어집니다.</translation>
    </message>
    <message>
        <source>Resume the training that was not finished</source>
        <translation>끝나지 않은 학습을 이어서 합니다</translation>
    </message>
    <message>
        <source>Pause after the current step, for instance to look at the network</source>
        <translation>지금 스텝이 끝나면 멈춥니다. 그동안 신경망을 살펴볼 수 있습니다</translation>
    </message>
    <message>
        <source>Resume the training</source>
        <translation>학습을 이어서 합니다</translation>
    </message>
    <message>
        <source>Resume {0}, epoch {1} of {2}</source>
        <translation>{0} 학습을 이어서 합니다(에포크 {1}/{2})</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>일시 정지</translation>
    </message>
    <message>
        <source>Stop and save</source>
        <translation>중지하고 저장</translation>
    </message>
    <message>
        <source>Stop and discard</source>
        <translation>중지하고 버리기</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>저장…</translation>
    </message>
    <message>
        <source>Choose where to save the network, which could not be saved automatically</source>
        <translation>자동으로 저장하지 못한 신경망을 저장할 곳을 고릅니다</translation>
    </message>
    <message>
        <source>New…</source>
        <translation>새 학습…</translation>
    </message>
</context>
<context>
    <name>TrainingProgress</name>
    <message>
        <source>Preparing [samples] and network…</source>
        <translation>[sample] 데이터와 신경망 준비 중…</translation>
    </message>
    <message>
        <source>{0}: training</source>
        <translation>{0}: 학습 중</translation>
    </message>
    <message>
        <source>{0}: paused</source>
        <translation>{0}: 일시 정지됨</translation>
    </message>
    <message>
        <source>{0}: saving…</source>
        <translation>{0}: 저장 중…</translation>
    </message>
    <message>
        <source>Share of all steps that are done</source>
        <translation>전체 스텝 가운데 마친 비율</translation>
    </message>
    <message>
        <source>Epochs finished: {0} of {1}</source>
        <translation>마친 에포크: {0}/{1}</translation>
    </message>
    <message>
        <source>Test accuracy: {0} ({1})</source>
        <translation>테스트 정확도 {0}({1})</translation>
    </message>
    <message>
        <source>Test accuracy after epoch {0}: {1} ({2})</source>
        <translation>에포크 {0} 뒤 테스트 정확도 {1}({2})</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>끝내는 중…</translation>
    </message>
    <message>
        <source>{0}: discarding…</source>
        <translation>{0}: 버리는 중…</translation>
    </message>
    <message>
        <source>{0}: discarded</source>
        <translation>{0}: 버림</translation>
    </message>
    <message>
        <source>{0}: training history</source>
        <translation>{0}: 학습 기록</translation>
    </message>
    <message>
        <source>{0}: done</source>
        <translation>{0}: 완료</translation>
    </message>
    <message>
        <source>{0}: stopped</source>
        <translation>{0}: 중지됨</translation>
    </message>
    <message>
        <source>epoch {0}/{1}</source>
        <translation>에포크 {0}/{1}</translation>
    </message>
    <message>
        <source>{0} · evaluating the test [samples]</source>
        <translation>{0} · 테스트용 [sample] 평가 중</translation>
    </message>
    <message>
        <source>batch {0}/{1}</source>
        <translation>배치 {0}/{1}</translation>
    </message>
    <message>
        <source>{0} [samples]/s</source>
        <translation>[sample] 초당 {0}개</translation>
    </message>
    <message>
        <source>{0} left</source>
        <translation>{0} 남음</translation>
    </message>
</context>
<context>
    <name>TrainingStatus</name>
    <message>
        <source>Show the training</source>
        <translation>학습 보기</translation>
    </message>
    <message>
        <source>Training: preparing…</source>
        <translation>학습: 준비 중…</translation>
    </message>
    <message>
        <source>{0}: paused, {1}</source>
        <translation>{0}: 일시 정지, {1}</translation>
    </message>
    <message>
        <source>{0}: training, {1}</source>
        <translation>{0}: 학습 중, {1}</translation>
    </message>
</context>
<context>
    <name>TrustPanel</name>
    <message>
        <source>How far to trust it on this [sample]</source>
        <translation>이 [sample]에서 얼마나 믿을 만한가</translation>
    </message>
    <message>
        <source>Test the method on the stage with this [sample] and class, whenever the pen rests</source>
        <translation>펜을 멈출 때마다 스테이지의 방법을 이 [sample]과(와) 클래스로 시험합니다</translation>
    </message>
    <message>
        <source>larger is better</source>
        <translation>클수록 좋음</translation>
    </message>
    <message>
        <source>smaller is better</source>
        <translation>작을수록 좋음</translation>
    </message>
    <message>
        <source>Nothing to measure yet: there is no prediction.</source>
        <translation>아직 예측이 없어 측정할 수 없습니다.</translation>
    </message>
    <message>
        <source>Waiting for the pen to rest…</source>
        <translation>펜을 멈추면 측정합니다…</translation>
    </message>
    <message>
        <source>Measuring: {0}%</source>
        <translation>측정 중: {0}%</translation>
    </message>
    <message>
        <source>Rank correlation with the score lost when a block is erased, over all places: {0}</source>
        <translation>자리마다 블록을 지웠을 때 줄어드는 점수와의 순위 상관: {0}</translation>
    </message>
    <message>
        <source>Sanity check: the method after the weights are shuffled, layer by layer from the scores down, and the rank correlation of its magnitudes with the original map</source>
        <translation>타당성 검사: 점수 쪽 층부터 차례로 가중치를 뒤섞었을 때의 맵, 그리고 원래 맵과 값의 크기를 비교한 순위 상관</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>실패</translation>
    </message>
    <message>
        <source>Insertion minus deletion: this method {0}; {1}</source>
        <translation>삽입 − 삭제: 이 방법 {0}; {1}</translation>
    </message>
</context>
<context>
    <name>Trusting</name>
    <message>
        <source>Measuring did not finish. Choose another method.</source>
        <translation>측정이 끝나지 않았습니다. 다른 방법을 고르세요.</translation>
    </message>
</context>
<context>
    <name>TruthCards</name>
    <message>
        <source>Centre</source>
        <translation>가운데</translation>
    </message>
    <message>
        <source>Chance</source>
        <translation>우연</translation>
    </message>
    <message>
        <source>A map that only knows that things are usually in the middle</source>
        <translation>대상이 보통 가운데에 있다는 것만 아는 맵</translation>
    </message>
    <message>
        <source>The average of maps drawn at random</source>
        <translation>무작위로 만든 맵의 평균</translation>
    </message>
    <message>
        <source>not available</source>
        <translation>쓸 수 없음</translation>
    </message>
    <message>
        <source>hit: {0}</source>
        <translation>적중: {0}</translation>
    </message>
    <message>
        <source>✓ points there</source>
        <translation>✓ 그곳을 가리킴</translation>
    </message>
    <message>
        <source>✗ elsewhere</source>
        <translation>✗ 다른 곳</translation>
    </message>
    <message>
        <source>energy {0}</source>
        <translation>에너지 {0}</translation>
    </message>
    <message>
        <source>{0} strongest: {1}</source>
        <translation>상위 {0}칸 중 {1}</translation>
    </message>
    <message>
        <source>For {0} of {1} methods, the outlined place is among the {2} strongest cells.</source>
        <translation>방법 {1}개 중 {0}개에서 가장 강한 칸 {2}개 안에 테두리 자리가 듭니다.</translation>
    </message>
    <message>
        <source>For {0} of {1} methods, the patch is among the {2} strongest cells.</source>
        <translation>방법 {1}개 중 {0}개에서 가장 강한 칸 {2}개 안에 패치가 듭니다.</translation>
    </message>
</context>
<context>
    <name>Verdict</name>
    <message>
        <source>No ink, no prediction. Draw a [sample].</source>
        <translation>잉크가 없어 예측할 수 없습니다. [sample]을(를) 그리세요.</translation>
    </message>
    <message>
        <source>…</source>
        <translation>…</translation>
    </message>
    <message>
        <source>Prediction: {0}</source>
        <translation>예측: {0}</translation>
    </message>
    <message>
        <source>{0} predicts {1}</source>
        <translation>{0}의 예측: {1}</translation>
    </message>
    <message>
        <source>runner-up {0}</source>
        <translation>2순위 {0}</translation>
    </message>
    <message>
        <source>correct</source>
        <translation>정답</translation>
    </message>
    <message>
        <source>&lt;b&gt;misclassified&lt;/b&gt;</source>
        <translation>&lt;b&gt;오답&lt;/b&gt;</translation>
    </message>
    <message>
        <source>label {0}: {1}</source>
        <translation>레이블 {0}: {1}</translation>
    </message>
</context>
<context>
    <name>VerdictView</name>
    <message>
        <source>All are held out: no training saw them. The listed ones were chosen because they were wrong, so any other network would predict some of them correctly; similar ones were chosen whether wrong or not. Brackets: 95% interval.</source>
        <translation>모두 판정용이라 어느 학습에도 쓰지 않았습니다. 목록의 것은 틀렸기 때문에 고른 것이어서 다른 신경망이라면 몇 개는 맞히게 마련입니다. 비슷한 것은 맞고 틀림에 상관없이 골랐습니다. 대괄호는 95% 신뢰 구간입니다.</translation>
    </message>
    <message>
        <source>List what only the new network predicts correctly</source>
        <translation>새 신경망만 맞힌 것을 보여 줍니다</translation>
    </message>
    <message>
        <source>List what only the network before predicts correctly</source>
        <translation>이전 신경망만 맞힌 것을 보여 줍니다</translation>
    </message>
    <message>
        <source>List what neither network predicts correctly</source>
        <translation>두 신경망이 모두 틀린 것을 보여 줍니다</translation>
    </message>
    <message>
        <source>List what both networks predict correctly</source>
        <translation>두 신경망이 모두 맞힌 것을 보여 줍니다</translation>
    </message>
    <message>
        <source>Fixed</source>
        <translation>고쳐짐</translation>
    </message>
    <message>
        <source>Broken</source>
        <translation>새로 틀림</translation>
    </message>
    <message>
        <source>Both wrong</source>
        <translation>둘 다 오답</translation>
    </message>
    <message>
        <source>Both correct</source>
        <translation>둘 다 정답</translation>
    </message>
    <message>
        <source>Accuracy {0} percentage points (95% interval {1} to {2}), p {3}.</source>
        <translation>정확도 {0}%p(95% 신뢰 구간 {1} ~ {2}), p {3}.</translation>
    </message>
    <message>
        <source>[Samples]</source>
        <translation>[sample] 수</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>이전</translation>
    </message>
    <message>
        <source>After</source>
        <translation>이후</translation>
    </message>
    <message>
        <source>Held out</source>
        <translation>판정용</translation>
    </message>
    <message>
        <source>All</source>
        <translation>전체</translation>
    </message>
    <message>
        <source>Listed</source>
        <translation>고른 것</translation>
    </message>
    <message>
        <source>Similar</source>
        <translation>비슷한 것</translation>
    </message>
    <message>
        <source>Significantly worse: {0}.</source>
        <translation>유의하게 나빠짐: {0}.</translation>
    </message>
    <message>
        <source>Significantly better: {0}.</source>
        <translation>유의하게 좋아짐: {0}.</translation>
    </message>
    <message>
        <source>Tested for each class, tag and named cluster, {0} in all (Holm’s method).</source>
        <translation>클래스, 태그, 이름 붙인 오답 유형마다 모두 {0}번 검정했습니다(홀름 방법).</translation>
    </message>
</context>
<context>
    <name>Waterfall</name>
    <message>
        <source>No score breakdown</source>
        <translation>점수 내역 없음</translation>
    </message>
    <message>
        <source>Score breakdown: {0} {1}, terms: {2}, {3} {4}</source>
        <translation>점수 내역: {0} {1}, 항 {2}개, {3} {4}</translation>
    </message>
    <message>
        <source>channel {0}: {1}, sum so far {2}</source>
        <translation>채널 {0}: {1}, 여기까지의 합 {2}</translation>
    </message>
</context>
<context>
    <name>WelcomePanel</name>
    <message>
        <source>Draw a [sample]</source>
        <translation>[sample] 그리기</translation>
    </message>
    <message>
        <source>With the left button on the canvas. The network predicts while you draw.</source>
        <translation>캔버스에서 왼쪽 버튼으로 그립니다. 그리는 동안 신경망이 바로 예측합니다.</translation>
    </message>
    <message>
        <source>Empty the canvas and draw with the pen</source>
        <translation>캔버스를 비우고 펜으로 그립니다</translation>
    </message>
    <message>
        <source>Start the lesson</source>
        <translation>수업 시작</translation>
    </message>
    <message>
        <source>Learn step by step what a class activation map tells, and what it does not.</source>
        <translation>클래스 활성화 맵이 무엇을 말해 주고 무엇을 말해 주지 않는지 차근차근 배웁니다.</translation>
    </message>
    <message>
        <source>Open the lesson</source>
        <translation>수업을 엽니다</translation>
    </message>
    <message>
        <source>Train a network</source>
        <translation>신경망 학습</translation>
    </message>
    <message>
        <source>And watch its maps take shape while it learns.</source>
        <translation>학습하는 동안 맵이 점점 모양을 갖추는 모습을 봅니다.</translation>
    </message>
    <message>
        <source>Open the training page</source>
        <translation>학습 페이지를 엽니다</translation>
    </message>
    <message>
        <source>Open a picture</source>
        <translation>이미지 열기</translation>
    </message>
    <message>
        <source>A scan or a photo. You can also drop it on the window or paste it.</source>
        <translation>스캔한 이미지나 사진을 엽니다. 창에 끌어다 놓거나 붙여 넣어도 됩니다.</translation>
    </message>
    <message>
        <source>Choose a picture, [samples] or a model</source>
        <translation>이미지, [sample] 데이터 또는 모델을 고릅니다</translation>
    </message>
    <message>
        <source>Get MNIST (11 MB)</source>
        <translation>MNIST 내려받기(11 MB)</translation>
    </message>
    <message>
        <source>70,000 handwritten digits to look at, train on and test with.</source>
        <translation>살펴보고, 학습하고, 테스트할 손글씨 숫자 70,000개입니다.</translation>
    </message>
    <message>
        <source>Download MNIST in the background</source>
        <translation>MNIST를 백그라운드에서 내려받습니다</translation>
    </message>
    <message>
        <source>clearing</source>
        <translation>모두 지우기</translation>
    </message>
    <message>
        <source>See what a neural network looks at when it reads a [sample]. Choose one of these to start.</source>
        <translation>신경망이 [sample]의 어디를 보고 판단하는지 살펴보세요. 다음 중 하나로 시작하세요.</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>나중에</translation>
    </message>
    <message>
        <source>Close this; everything here is also in the menus and the bar of icons (Esc)</source>
        <translation>닫습니다. 여기 있는 것은 모두 메뉴와 오른쪽 아이콘에도 있습니다(Esc)</translation>
    </message>
</context>
<context>
    <name>_Handle</name>
    <message>
        <source>Drag to change the width</source>
        <translation>끌어서 너비를 조절하세요</translation>
    </message>
</context>
<context>
    <name>_SamplePicture</name>
    <message>
        <source>The [sample]</source>
        <translation>[sample]</translation>
    </message>
</context>
</TS>
