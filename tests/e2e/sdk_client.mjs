// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
// sdk_client.mjs BASE_URL TOKEN stream|whole: one message through the SDK; prints what became of it as one JSON line.
import Anthropic from '@anthropic-ai/sdk';

const [baseURL, authToken, mode] = process.argv.slice(2);
const client = new Anthropic({ baseURL, authToken, apiKey: null, maxRetries: 0, timeout: 20000 });
const request = {
    model: 'claude-opus-5-5',
    max_tokens: 64,
    messages: [{ role: 'user', content: 'say hi' }],
};

async function whole() {
    const message = await client.messages.create(request);
    return { text: message.content[0].text, stopReason: message.stop_reason };
}

async function stream() {
    const types = [];
    let text = '';
    for await (const event of await client.messages.create({ ...request, stream: true })) {
        types.push(event.type);
        text += event.delta?.text ?? '';
    }
    return { text, types };
}

let outcome;
try {
    outcome = await (mode === 'stream' ? stream() : whole());
} catch (error) {
    outcome = { error: error.constructor.name, status: error.status ?? null, message: String(error.message) };
}
console.log(JSON.stringify(outcome));
