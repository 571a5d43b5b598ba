"""Reading ONNX files: from operators on channels-first arrays to layers of the program's graph."""
