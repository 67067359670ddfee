import type {
	EncounterAnswer,
	EncounterClient,
	EncounterState,
	PendingCommand,
	ToldEvent,
} from "../../../client/encounters/state.js";
import type { RoomCommand } from "../../../src/encounters/encounters.js";
import { applyViewEvent } from "../../../src/encounters/engine/apply-view.js";
import type { GameView, Viewer } from "../../../src/encounters/engine/view.js";
import type { TableNews } from "../../stand-in/table.js";

type Frame =
	| { readonly type: "view"; readonly data: { entry: number; viewer: Viewer; view: GameView } }
	| { readonly type: "news"; readonly data: TableNews };

/** A move as it is going to be, if nothing is in its way. */
function foresee(view: GameView, body: RoomCommand): GameView {
	if (body.type !== "act" || body.action.type !== "move" || !body.action.position) return view;
	const { entityId, position } = body.action;
	const one = view.participants[entityId];
	return one ? { ...view, participants: { ...view.participants, [entityId]: { ...one, position } } } : view;
}

const AGAIN_MS = 150;

/** A room of the stand-in server as the pages know one. */
export function createStandInClient(roomId: string, token: () => string | undefined): EncounterClient {
	let state: EncounterState = {
		status: "connecting",
		reason: undefined,
		viewer: undefined,
		view: undefined,
		confirmed: undefined,
		pending: [],
		refused: undefined,
		events: [],
	};
	const listeners = new Set<(state: EncounterState) => void>();
	let entry: number | undefined;
	let stopping: AbortController | undefined;
	let told = 0;
	let given = 0;

	function set(next: Partial<EncounterState>): void {
		const merged = { ...state, ...next };
		const view =
			merged.confirmed && merged.pending.reduce((seen, { body }) => foresee(seen, body), merged.confirmed);
		state = { ...merged, view };
		for (const listener of listeners) listener(state);
	}

	function take({ type, data }: Frame): void {
		({ entry } = data);
		if (type === "view") return set({ confirmed: data.view, viewer: data.viewer, status: "live" });
		const events = data.events.map((event): ToldEvent => ({
			number: (told += 1),
			event,
			commandId: data.commandId,
		}));
		set({
			confirmed: data.events.reduce(applyViewEvent, state.confirmed!),
			events: [...state.events, ...events.filter(({ event }) => event.type !== "STATE_DELTA")].slice(-200),
			pending: state.pending.filter(({ id }) => id !== data.commandId),
			status: state.status === "resumed" ? "resumed" : "live",
		});
	}

	async function read(signal: AbortSignal): Promise<void> {
		const after = entry === undefined ? "" : `?after=${entry}`;
		const headers = { authorization: `Bearer ${token() ?? ""}` };
		const response = await fetch(`/stand-in/rooms/${roomId}/news${after}`, { headers, signal });
		if (!response.ok || !response.body) throw new Error(`status ${response.status}`);
		if (entry !== undefined) set({ status: "resumed" });
		const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
		let text = "";
		for (;;) {
			const { done, value } = await reader.read();
			if (done) return;
			text += value;
			const frames = text.split("\n\n");
			text = frames.pop() ?? "";
			for (const frame of frames) {
				const [, type = "", data = ""] = /^event: (\w+)\ndata: (.*)$/.exec(frame) ?? [];
				take({ type, data: JSON.parse(data) } as Frame);
			}
		}
	}

	async function follow(signal: AbortSignal): Promise<void> {
		while (!signal.aborted) {
			await read(signal).catch(() => undefined);
			if (signal.aborted) return;
			if (state.view) set({ status: "behind" });
			await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
		}
	}

	async function send(id: string, body: RoomCommand): Promise<EncounterAnswer> {
		const headers = { authorization: `Bearer ${token() ?? ""}` };
		for (;;) {
			const response = await fetch(`/stand-in/rooms/${roomId}/commands`, {
				method: "POST",
				headers,
				body: JSON.stringify({ id, body }),
			}).catch(() => undefined);
			if (response) return (await response.json()) as EncounterAnswer;
			await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
		}
	}

	return {
		state: () => state,
		subscribe(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		start() {
			if (stopping) return;
			stopping = new AbortController();
			void follow(stopping.signal);
		},
		check: () => undefined,
		close() {
			stopping?.abort();
			stopping = undefined;
		},
		async command(body) {
			const id = `${Date.now()} ${(given += 1)}`;
			const isForeseen = body.type === "act" && body.action.type === "move";
			const entityId =
				body.type === "act" ? body.action.entityId : "entityId" in body ? body.entityId : undefined;
			const pending: PendingCommand = { id, body, entityId, isForeseen };
			set({ pending: [...state.pending, pending], refused: undefined });
			const answer = await send(id, body);
			set({
				pending: state.pending.filter((one) => one.id !== id || (answer.ok && isForeseen)),
				...(!answer.ok && { refused: { ...answer, id, body, entityId, wasForeseen: isForeseen } }),
			});
			return answer;
		},
		queue: () => Promise.resolve(),
		dismiss: () => set({ refused: undefined }),
	};
}
