# SPDX-FileCopyrightText: 2026 The Sluice authors
# SPDX-License-Identifier: MIT
# One INTERFACE target carries every flag; targets link it PRIVATE.
set(SANITIZE "" CACHE STRING "Value for -fsanitize, for instance address,undefined")
option(SLUICE_WARNINGS_AS_ERRORS "Treat compiler warnings as errors" ON)

add_library(build_options INTERFACE)
target_compile_features(build_options INTERFACE cxx_std_20)
target_include_directories(build_options INTERFACE ${CMAKE_SOURCE_DIR}/src)
target_compile_definitions(build_options INTERFACE
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_CAST_FROM_BYTEARRAY QT_NO_URL_CAST_FROM_STRING
    QT_NO_FOREACH QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_NO_CONTEXTLESS_CONNECT QT_STRICT_ITERATORS
    QT_DISABLE_DEPRECATED_BEFORE=0x060400
    SLUICE_VERSION="${PROJECT_VERSION}")
if(CMAKE_CXX_COMPILER_ID MATCHES "GNU|Clang")
    target_compile_options(build_options INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion
        -Wold-style-cast -Wnon-virtual-dtor -Woverloaded-virtual -Wcast-align)
    if(SLUICE_WARNINGS_AS_ERRORS)
        target_compile_options(build_options INTERFACE -Werror)
    endif()
    # A debug build has nearly two hundred programs to link, a release is linked as the system does it.
    find_program(LLD_PROGRAM ld.lld)
    if(LLD_PROGRAM AND CMAKE_BUILD_TYPE STREQUAL "Debug" AND CMAKE_SYSTEM_NAME STREQUAL "Linux")
        target_link_options(build_options INTERFACE -fuse-ld=lld)
    endif()
    if(SANITIZE)
        target_compile_options(build_options INTERFACE -fsanitize=${SANITIZE} -fno-sanitize-recover=undefined
            -fno-omit-frame-pointer)
        target_link_options(build_options INTERFACE -fsanitize=${SANITIZE})
        if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
            # What the sanitizers add makes GCC see empty std::optional values read.
            target_compile_options(build_options INTERFACE -Wno-maybe-uninitialized)
        endif()
    endif()
endif()
