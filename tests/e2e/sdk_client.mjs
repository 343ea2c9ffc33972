// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
// sdk_client.mjs BASE_URL TOKEN whole|stream: one message through the SDK.
// sdk_client.mjs BASE_URL TOKEN session ID: five streamed messages of one session.
// Prints what became of it as one JSON line.
import Anthropic from '@anthropic-ai/sdk';

const [baseURL, authToken, mode, session] = process.argv.slice(2);
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

async function stream(headers) {
    const types = [];
    let text = '';
    for await (const event of await client.messages.create({ ...request, stream: true }, { headers })) {
        types.push(event.type);
        text += event.delta?.text ?? '';
    }
    return { text, types };
}

async function conversation() {
    let answers = 0;
    for (let turn = 0; turn < 5; ++turn) {
        const { types } = await stream({ 'x-claude-code-session-id': session });
        answers += types.at(-1) === 'message_stop';
    }
    return { answers };
}

let outcome;
try {
    outcome = await { whole, stream, session: conversation }[mode]();
} catch (error) {
    outcome = { error: error.constructor.name, status: error.status ?? null, message: String(error.message) };
}
console.log(JSON.stringify(outcome));
