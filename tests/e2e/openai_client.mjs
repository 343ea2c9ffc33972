// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
// openai_client.mjs BASE_URL TOKEN responses|responses-stream|chat|chat-stream|models: one call through the SDK.
// Prints what became of it as one JSON line.
import OpenAI from 'openai';

const [baseURL, apiKey, mode] = process.argv.slice(2);
const client = new OpenAI({ baseURL: `${baseURL}/v1`, apiKey, maxRetries: 0, timeout: 20000 });
const model = 'gpt-5.5';
const input = 'say hi';
const messages = [{ role: 'user', content: input }];

const calls = {
    async responses() {
        const response = await client.responses.create({ model, input, store: false });
        return { text: response.output_text, status: response.status };
    },
    async 'responses-stream'() {
        const types = [];
        let text = '';
        for await (const event of await client.responses.create({ model, input, store: false, stream: true })) {
            types.push(event.type);
            if (event.type === 'response.output_text.delta')
                text += event.delta;
        }
        return { text, types };
    },
    async chat() {
        const completion = await client.chat.completions.create({ model, messages });
        return { text: completion.choices[0].message.content };
    },
    async 'chat-stream'() {
        let text = '';
        for await (const chunk of await client.chat.completions.create({ model, messages, stream: true }))
            text += chunk.choices[0]?.delta?.content ?? '';
        return { text };
    },
    async models() {
        return { models: (await client.models.list()).data.map((entry) => entry.id) };
    },
};

let outcome;
try {
    outcome = await calls[mode]();
} catch (error) {
    outcome = { error: error.constructor.name, status: error.status ?? null, message: String(error.message) };
}
console.log(JSON.stringify(outcome));
