import type { Prompts } from "../../../messages/minds/model/openai-chat.js";

/** Input tokens of one chatling's one line, by whatever tokenizer the model has. */
export const INPUT_TOKENS = 335;

/**
 * Of them, those that a service's chat template puts around two messages: marks, roles, a line about the date. The
 * longest of those in wide use is Llama 3.1's, with 34; OpenAI counts 3 for each message, 1 for its role, 3 at the end.
 */
const TEMPLATE_TOKENS = 40;

/** What is left for words. */
export const PROMPT_BYTES = INPUT_TOKENS - TEMPLATE_TOKENS;

export function bytesOf(text: string): number {
	return Buffer.byteLength(text);
}

/**
 * No tokenizer makes more tokens of two prompts than this. A token stands for one byte at least, in byte-level BPE (of
 * GPT, Llama 3, Qwen) as in SentencePiece, which falls back to bytes where it does not know a character (Llama 2,
 * Mistral, Gemma), and no bound is closer that holds for all: models that read bytes (ByT5) need as many. It holds for
 * text that stays as it is when it is normalised (NFC, NFKC), as some tokenizers do before they count.
 */
export function mostTokens({ system, user }: Prompts): number {
	return bytesOf(system) + bytesOf(user) + TEMPLATE_TOKENS;
}
