// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "gui/logins/add_form.h"

#include "gui/common/choice_list.h"
#include "gui/common/type.h"
#include "gui/logins/login_words.h"

#include <QtCore/QDir>
#include <QtWidgets/QButtonGroup>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListWidget>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QVBoxLayout>

namespace sluice {

namespace {

QLabel *dimLabel(QWidget *parent, const QString &text = {})
{
    auto *label = makeLabel(parent, 13, QFont::Normal, QPalette::PlaceholderText);
    label->setText(text);
    label->setWordWrap(true);
    return label;
}

QVBoxLayout *panelLayout(QWidget *panel)
{
    auto *layout = new QVBoxLayout(panel);
    layout->setContentsMargins(scaled(14), scaled(12), scaled(14), scaled(12));
    layout->setSpacing(scaled(8));
    return layout;
}

int id(AddWay way)
{
    return static_cast<int>(way);
}

} // namespace

AddForm::AddForm(ClientLinks &links, QWidget *parent)
    : QWidget(parent)
    , m_links(links)
    , m_providers(new QButtonGroup(this))
    , m_ways(new ChoiceList(this))
    , m_panels(new QStackedWidget(this))
    , m_homes(new ChoiceList(this))
{
    m_ways->add(id(AddWay::SignIn), tr("Sign in"));
    m_ways->add(id(AddWay::FoundLogin), tr("Use a login found on this computer"));
    m_ways->add(id(AddWay::Paste), tr("Paste a token or key"));
    m_ways->add(id(AddWay::OtherFile), tr("Use another credentials file"));
    for (auto *panel : {buildSignIn(), buildFound(), buildPaste(), buildFile()})
        m_panels->addWidget(panel); // in the order of AddWay
    for (const auto home : {CredentialStore::File, CredentialStore::Keychain, CredentialStore::Vault})
        m_homes->add(static_cast<int>(home), {});
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(scaled(12));
    layout->addWidget(buildProviders());
    layout->addWidget(m_ways);
    layout->addWidget(m_panels);
    layout->addWidget(dimLabel(this, tr("Where the login is kept")));
    layout->addWidget(m_homes);
    layout->addWidget(buildName());
    layout->addStretch();
    connect(&links, &ClientLinks::changed, this, &AddForm::onProviderChosen);
    connect(m_providers, &QButtonGroup::idClicked, this, &AddForm::onProviderChosen);
    connect(m_ways, &ChoiceList::chosenChanged, this, &AddForm::onWayChosen);
    clear();
}

QWidget *AddForm::buildProviders()
{
    auto *row = new QWidget(this);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    const auto &all = m_links.providers().all();
    for (std::size_t i = 0; i < all.size(); ++i) {
        auto *button = new QPushButton(all[i]->info().name, row);
        button->setCheckable(true);
        button->setProperty("segment", true);
        button->setAutoDefault(false);
        button->setAccessibleName(tr("Provider: %1").arg(all[i]->info().name));
        button->setToolTip(tr("Whose account it is"));
        m_providers->addButton(button, static_cast<int>(i));
        layout->addWidget(button);
    }
    layout->addStretch();
    return row;
}

QWidget *AddForm::buildSignIn()
{
    auto *panel = new QFrame(this);
    panel->setProperty("panel", true);
    m_signInText = dimLabel(panel);
    m_install = new QLineEdit(panel);
    m_install->setReadOnly(true);
    m_install->setFont(fixedFont(12));
    m_install->setAccessibleName(tr("How to install it"));
    m_deviceCode = new QCheckBox(tr("With a &code, on a computer that has a browser"), panel);
    m_deviceCode->setToolTip(
        tr("For a machine without a browser: shows an address and a code to type in there"));
    auto *layout = panelLayout(panel);
    layout->addWidget(m_signInText);
    layout->addWidget(m_install);
    layout->addWidget(m_deviceCode);
    layout->addStretch();
    return panel;
}

QWidget *AddForm::buildFound()
{
    auto *panel = new QFrame(this);
    panel->setProperty("panel", true);
    m_found = new QListWidget(panel);
    m_found->setProperty("plain", true);
    m_found->setFont(textFont(13));
    m_found->setAccessibleName(tr("Logins found on this computer"));
    m_found->setToolTip(tr("Logins that CLIs keep here and no account uses yet"));
    m_found->setFixedHeight(scaled(84));
    panelLayout(panel)->addWidget(m_found);
    connect(m_found, &QListWidget::currentRowChanged, this, &AddForm::changed);
    connect(m_found, &QListWidget::itemActivated, this, &AddForm::submitted);
    return panel;
}

QWidget *AddForm::buildPaste()
{
    auto *panel = new QFrame(this);
    panel->setProperty("panel", true);
    m_pasteHint = dimLabel(panel);
    m_pasted = new QLineEdit(panel);
    m_pasted->setEchoMode(QLineEdit::Password);
    m_pasted->setAccessibleName(tr("Token or key"));
    m_pasted->setToolTip(tr("Goes to the place below and is not shown again"));
    m_pasted->setPlaceholderText(tr("Token or key"));
    auto *layout = panelLayout(panel);
    layout->addWidget(m_pasteHint);
    layout->addWidget(m_pasted);
    layout->addStretch();
    connect(m_pasted, &QLineEdit::textChanged, this, &AddForm::changed);
    connect(m_pasted, &QLineEdit::returnPressed, this, &AddForm::submitted);
    return panel;
}

QWidget *AddForm::buildFile()
{
    auto *panel = new QFrame(this);
    panel->setProperty("panel", true);
    auto *row = new QHBoxLayout;
    m_path = new QLineEdit(panel);
    m_path->setAccessibleName(tr("Credentials file"));
    m_path->setToolTip(tr("The credentials file of a CLI, or the folder that it is in"));
    m_path->setPlaceholderText(tr("Credentials file, or its folder"));
    auto *choose = new QPushButton(tr("C&hoose…"), panel);
    choose->setProperty("plain", true);
    choose->setAutoDefault(false);
    choose->setToolTip(tr("Choose a credentials file"));
    row->setSpacing(scaled(8));
    row->addWidget(m_path, 1);
    row->addWidget(choose);
    auto *layout = panelLayout(panel);
    layout->addLayout(row);
    layout->addStretch();
    connect(m_path, &QLineEdit::textChanged, this, &AddForm::changed);
    connect(m_path, &QLineEdit::returnPressed, this, &AddForm::submitted);
    connect(choose, &QPushButton::clicked, this, &AddForm::chooseFile);
    return panel;
}

QWidget *AddForm::buildName()
{
    auto *row = new QWidget(this);
    auto *caption = dimLabel(row, tr("Na&me"));
    caption->setWordWrap(false);
    m_name = new QLineEdit(row);
    m_name->setPlaceholderText(tr("chosen by Sluice"));
    m_name->setToolTip(tr("The name shown in windows, menus and messages"));
    caption->setBuddy(m_name);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(scaled(12));
    layout->addWidget(caption);
    layout->addWidget(m_name, 1);
    connect(m_name, &QLineEdit::returnPressed, this, &AddForm::submitted);
    return row;
}

void AddForm::clear()
{
    for (auto *field : {m_pasted, m_path, m_name})
        field->clear();
    m_deviceCode->setChecked(false);
    if (auto *first = m_providers->button(0))
        first->setChecked(true);
    m_ways->choose(id(AddWay::SignIn));
    m_homesShown.clear();
    onProviderChosen();
}

void AddForm::look(const QStringList &usedPaths)
{
    m_logins = m_links.foundLogins(usedPaths);
    m_links.refresh();
    onProviderChosen();
}

AddWay AddForm::way() const
{
    return static_cast<AddWay>(m_ways->chosen());
}

const ClientLink *AddForm::link() const
{
    const auto &all = m_links.providers().all();
    const auto chosen = static_cast<std::size_t>(std::max(0, m_providers->checkedId()));
    return chosen < all.size() ? m_links.of(all[chosen]->info().id) : nullptr;
}

QString AddForm::clientName() const
{
    const auto *client = link();
    return client ? client->info().name : QString();
}

void AddForm::onProviderChosen()
{
    const auto *client = link();
    const bool installed = client && client->isInstalled();
    m_signInText->setText(
        installed ? tr("Sluice starts %1's own sign-in in a private folder, and you sign in in your "
                       "browser. A login that %1 has already is not touched.")
                        .arg(client->title())
                  : tr("Signing in is done by %1, which was not found on this computer. Install it and "
                       "come back to this window.")
                        .arg(clientName()));
    m_install->setText(client && !installed ? client->info().installation : QString());
    m_install->setHidden(m_install->text().isEmpty());
    m_deviceCode->setVisible(installed && !client->info().deviceSignIn.isEmpty());
    const auto *provider = m_links.providers().byId(choice().provider);
    m_pasteHint->setText(provider ? pasteHint(provider->info()) : QString());
    fillFound();
    onWayChosen();
}

//! The logins of the chosen provider; without any, that way is closed.
void AddForm::fillFound()
{
    const auto before = m_found->currentItem() ? m_found->currentItem()->data(Qt::UserRole) : QVariant();
    const QSignalBlocker blocker(m_found);
    m_found->clear();
    for (const auto &login : std::as_const(m_logins)) {
        if (login.providerId != choice().provider)
            continue;
        auto *item = new QListWidgetItem(tr("%1 in %2", "client, folder").arg(login.clientName, login.folder),
                                         m_found);
        item->setData(Qt::UserRole, login.path);
        if (login.path == before)
            m_found->setCurrentItem(item);
    }
    const bool any = m_found->count() > 0;
    if (any && m_found->currentRow() < 0)
        m_found->setCurrentRow(0);
    m_ways->setPossible(id(AddWay::FoundLogin), any);
    m_ways->setWords(id(AddWay::FoundLogin), tr("Use a login found on this computer"),
                     any ? QString() : tr("No unused login"));
    if (!any && way() == AddWay::FoundLogin)
        m_ways->choose(id(AddWay::SignIn));
}

void AddForm::onWayChosen()
{
    m_panels->setCurrentIndex(id(way()));
    fillHomes();
    emit changed();
}

//! The places for the login that go with the way; another way begins with its own default.
void AddForm::fillHomes()
{
    const auto homes = homesFor(way());
    const bool isImport = homes.contains(CredentialStore::File);
    for (const auto home : {CredentialStore::File, CredentialStore::Keychain, CredentialStore::Vault}) {
        const auto words = homeWords(home, isImport ? clientName() : QString());
        m_homes->setWords(static_cast<int>(home), words.title, words.meaning);
        m_homes->setShown(static_cast<int>(home), homes.contains(home));
    }
    if (std::exchange(m_homesShown, homes) != homes)
        m_homes->choose(static_cast<int>(homes.first()));
}

AddChoice AddForm::choice() const
{
    const auto &all = m_links.providers().all();
    const auto provider = static_cast<std::size_t>(std::max(0, m_providers->checkedId()));
    AddChoice result{.way = way(),
                     .provider = provider < all.size() ? all[provider]->info().id : QString(),
                     .name = m_name->text(),
                     .store = static_cast<CredentialStore>(m_homes->chosen())};
    if (result.way == AddWay::FoundLogin && m_found->currentItem())
        result.path = m_found->currentItem()->data(Qt::UserRole).toString();
    else if (result.way == AddWay::OtherFile)
        result.path = m_path->text();
    else if (result.way == AddWay::Paste)
        result.pasted = Secret(m_pasted->text().trimmed().toUtf8());
    result.withDeviceCode =
        result.way == AddWay::SignIn && m_deviceCode->isVisibleTo(this) && m_deviceCode->isChecked();
    return result;
}

bool AddForm::isComplete() const
{
    const auto *client = link();
    const bool canSignIn = way() != AddWay::SignIn || (client && client->isInstalled());
    return canSignIn && addOrder(choice()).has_value();
}

void AddForm::chooseFile()
{
    auto *dialog =
        new QFileDialog(this, tr("Choose a credentials file"), m_links.directory(choice().provider));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setFilter(QDir::Files | QDir::AllDirs | QDir::Hidden | QDir::NoDotAndDotDot);
    dialog->setNameFilters({tr("Credentials (*.json)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, m_path, &QLineEdit::setText);
    dialog->open();
}

} // namespace sluice
