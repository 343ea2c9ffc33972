// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT

// Usage: node contend.js FOLDER CONTENDERS MILLISECONDS STALE_MILLISECONDS
// Each contender takes FOLDER/shared.lock again and again as Claude Code does, and counts FOLDER/counter up by one
// while it holds it. Prints how often, and every overlap it sees.
"use strict";
const fs = require("node:fs");
const path = require("node:path");
const lockfile = require("proper-lockfile");

const [folder, contenders, duration, stale] = process.argv.slice(2);
const counter = path.join(folder, "counter");
const holder = path.join(folder, "holder");
const options = {
    lockfilePath: path.join(folder, "shared.lock"),
    realpath: false,
    stale: Number(stale),
    update: 5000,
    onCompromised: (error) => { console.log(`compromised ${error.message}`); },
};
const pause = (ms) => new Promise((resolve) => { setTimeout(resolve, ms); });

async function contend(name, until) {
    let turns = 0;
    while (Date.now() < until) {
        let release;
        try {
            release = await lockfile.lock(counter, options);
        } catch (error) {
            if (error.code !== "ELOCKED")
                throw error;
            await pause(5 + Math.random() * 20);
            continue;
        }
        if (fs.existsSync(holder))
            console.log(`overlap with ${fs.readFileSync(holder, "utf8")}`);
        fs.writeFileSync(holder, name);
        const value = Number(fs.readFileSync(counter, "utf8"));
        await pause(Math.random() * 3);
        fs.writeFileSync(counter, String(value + 1));
        fs.unlinkSync(holder);
        await release();
        ++turns;
        await pause(Math.random() * 20);
    }
    return turns;
}

async function main() {
    const until = Date.now() + Number(duration);
    const names = Array.from({ length: Number(contenders) }, (_, i) => `node ${process.pid}.${i}`);
    const turns = await Promise.all(names.map((name) => contend(name, until)));
    console.log(`turns ${turns.reduce((sum, count) => sum + count, 0)}`);
}

main();
