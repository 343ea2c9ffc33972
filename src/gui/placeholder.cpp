// replaced by the windows
