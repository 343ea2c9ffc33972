// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtGui/QUndoCommand>

#include <functional>

namespace sluice {

//! A change that can be taken back: both directions as functions.
class ChangeCommand : public QUndoCommand
{
public:
    ChangeCommand(const QString &text, std::function<void()> apply, std::function<void()> revert)
        : QUndoCommand(text)
        , m_apply(std::move(apply))
        , m_revert(std::move(revert))
    {
    }

    void redo() override { m_apply(); }
    void undo() override { m_revert(); }

private:
    std::function<void()> m_apply;
    std::function<void()> m_revert;
};

} // namespace sluice
