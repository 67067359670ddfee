import type { SharedUpdateWire, WorldUpdateWire } from "../../../../game/src/shared/wire/index.js";
import type { ReadyFrame } from "../../doors/ready-frame.js";

/** The message to one player, as JSON text: the changes alone, addressed to who is told, and not a word of who it was. */
export type AddressedNews = (userId: string) => string;

/** What a frame of the shared topic tells players, read once for all; undefined where there is nothing to tell. */
export type WorldNews = (frame: ReadyFrame) => AddressedNews | undefined;

export function createWorldNews(): WorldNews {
	const made = new WeakMap<ReadyFrame, { readonly news: AddressedNews | undefined }>();
	return (frame) => {
		const known = made.get(frame) ?? { news: readShared(frame.data) };
		made.set(frame, known);
		return known.news;
	};
}

function readShared(data: string): AddressedNews | undefined {
	const { experience, changes, timestamp } = JSON.parse(data) as SharedUpdateWire;
	if (changes.length === 0) return undefined;
	const head = { type: "world_update", version: "0.3", experience } satisfies Partial<WorldUpdateWire>;
	const tail = { changes, timestamp } satisfies Partial<WorldUpdateWire>;
	const before = `${JSON.stringify(head).slice(0, -1)},"user_id":`;
	const after = `,${JSON.stringify(tail).slice(1)}`;
	return (userId) => `${before}${JSON.stringify(userId)}${after}`;
}
