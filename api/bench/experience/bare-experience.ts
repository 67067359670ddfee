import { once } from "node:events";
import { createServer as createHttpServer } from "node:http";
import type { AddressInfo } from "node:net";
import { decodeJwt } from "jose";
import { type WebSocket, WebSocketServer } from "ws";
import type {
	ExperienceCommandWire,
	ItemWire,
	SharedWorldWire,
	StateChangeWire,
} from "../../../game/src/shared/wire/index.js";

export interface BareExperience {
	readonly port: number;
	readonly close: () => Promise<void>;
}

const ITEM = { kind: "dream_bottle", description: "A bottle with a dream in it, still warm to the hand." };

function itemAt(index: number): ItemWire {
	return { id: `bottle-${index}`, name: `Bottle ${index}`, ...ITEM };
}

/**
 * The channel as a first draft has it: a bare server of `ws` that believes every token, keeps a world in memory, and
 * tells whoever it concerns. Nothing is saved, resumed, limited, or checked.
 */
export async function startBareExperience(): Promise<BareExperience> {
	const items = new Map(Array.from({ length: 7 }, (_, index) => [itemAt(index).id, itemAt(index)]));
	const lying = new Map([...items.keys()].map((id) => [id, "glade"]));
	const hearers = new Map<WebSocket, (change: StateChangeWire) => void>();
	let shared = 0;

	const world = (): SharedWorldWire => ({
		experience: "bare",
		title: "Bare",
		locations: ["glade", "brook"].map((id) => ({
			id,
			name: id,
			description: id,
			exits: [id === "glade" ? "brook" : "glade"],
			items: [...items.values()].filter((item) => lying.get(item.id) === id),
		})),
	});

	const server = createHttpServer();
	server.listen(0, "127.0.0.1");
	await once(server, "listening");
	const taken = new WebSocketServer({ server, perMessageDeflate: false });

	taken.on("connection", (socket, req) => {
		const userId = String(decodeJwt(req.headers.authorization!.slice("Bearer ".length)).sub);
		let at = "glade";
		let told = 0;
		const cursor = (): string => `bare:${told}~bare:${shared}`;
		const say = (to: WebSocket, message: object): void => to.send(JSON.stringify(message));

		function update(changes: readonly StateChangeWire[], action: string, id: string | undefined): object {
			told += 1;
			const metadata = { action, action_id: id };
			const head = { type: "world_update", version: "0.3", experience: "bare", user_id: userId };
			return { ...head, changes, timestamp: Date.now() / 1000, metadata, cursor: cursor() };
		}

		function act(command: ExperienceCommandWire & { readonly type: "action" }): void {
			const { id, action } = command;
			const result = { type: "action_result", id, action, success: true, message: "Done." };
			if (command.action === "move") {
				at = command.location;
				const changes = [{ operation: "update", of: "player", properties: { location: at } }] as const;
				say(socket, { ...result, state_changes: { cursor: `bare:${told + 1}` } });
				return say(socket, update(changes, action, id));
			}
			if (command.action === "look") return say(socket, result);
			const item = items.get(command.item)!;
			const isTaken = command.action === "take";
			const place = { kind: "location", id: at } as const;
			const carried = { kind: "inventory" } as const;
			if (isTaken) lying.delete(item.id);
			else lying.set(item.id, at);
			const others: StateChangeWire = isTaken
				? { operation: "remove", from: place, item_id: item.id }
				: { operation: "add", to: place, item };
			const own: StateChangeWire = isTaken
				? { operation: "add", to: carried, item }
				: { operation: "remove", from: carried, item_id: item.id };
			say(socket, { ...result, state_changes: { cursor: `bare:${told + 1}` } });
			say(socket, update([own], action, id));
			shared += 1;
			for (const hear of hearers.values()) hear(others);
		}

		hearers.set(socket, (change) => {
			const head = { type: "world_update", version: "0.3", experience: "bare", user_id: userId };
			say(socket, { ...head, changes: [change], timestamp: Date.now() / 1000, cursor: cursor() });
		});
		socket.on("message", (data: Buffer) => {
			const command = JSON.parse(data.toString("utf8")) as ExperienceCommandWire;
			if (command.type === "ping")
				say(socket, { type: "pong", id: command.id, timestamp: Date.now() / 1000 });
			else if (command.type === "action") act(command);
		});
		socket.on("error", () => socket.terminate());
		socket.on("close", () => hearers.delete(socket));
		const view = { user_id: userId, experience: "bare", location: at, inventory: [], quests: [] };
		say(socket, {
			type: "connected",
			connection_id: "0",
			user_id: userId,
			experience: "bare",
			cursor: cursor(),
		});
		say(socket, { type: "view", view, cursor: cursor() });
		say(socket, { type: "world", world: world(), cursor: cursor() });
	});
	return {
		port: (server.address() as AddressInfo).port,
		async close() {
			for (const socket of hearers.keys()) socket.terminate();
			taken.close();
			server.close();
		},
	};
}
