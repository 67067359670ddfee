import type { Mind, MindAnswer, MindRequest, Narration, NarrationRequest } from "../mind.js";

/** A mind that says what it was asked, when it is let. */
export interface TestMind extends Mind {
	/** What it was asked, in order. */
	readonly asked: MindRequest[];
	/** What it was to narrate, in order. */
	readonly narrated: NarrationRequest[];
	/** How often it was told to stop. */
	readonly stopped: () => number;
	/** From now on answers wait for `open`. */
	readonly shut: () => void;
	readonly open: () => void;
	/** From now on it rejects with this, or answers again. */
	failure: Error | undefined;
}

export function echo({ npc, message }: MindRequest): MindAnswer {
	return {
		content: `${npc.name} heard: ${message.content}`,
		priority: "normal",
		action: "none",
		generatedBy: "test",
		byModel: false,
	};
}

/** Says what happened, and where. */
export function retell({ happening, place }: NarrationRequest): Narration {
	return {
		text: `You are at ${place.name}. What happened: ${happening.kind}.`,
		generatedBy: "test",
		byModel: false,
	};
}

export function createTestMind(): TestMind {
	const asked: MindRequest[] = [];
	const narrated: NarrationRequest[] = [];
	let stopped = 0;
	let gate = Promise.resolve();
	let open = (): void => undefined;
	/** Once it is let, and unless it is told to stop. */
	const allowed = async (signal: AbortSignal): Promise<void> => {
		const interrupted = new Promise<never>((_resolve, reject) => {
			signal.addEventListener("abort", () => {
				stopped += 1;
				reject(new Error("interrupted"));
			});
		});
		await Promise.race([gate, interrupted]);
		if (mind.failure) throw mind.failure;
	};
	const mind: TestMind = {
		name: "test",
		asked,
		narrated,
		stopped: () => stopped,
		failure: undefined,
		shut: () => {
			gate = new Promise((resolve) => (open = resolve));
		},
		open: () => open(),
		answer: async (request, signal) => {
			asked.push(request);
			await allowed(signal);
			return echo(request);
		},
		narrate: async (request, signal) => {
			narrated.push(request);
			await allowed(signal);
			return retell(request);
		},
	};
	return mind;
}
