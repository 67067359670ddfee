import type {
	ActionWire,
	ContentWire,
	ItemWire,
	LocationWire,
	PlayerViewWire,
	QuestUpdateWire,
	QuestWire,
	SharedUpdateWire,
	SharedWorldWire,
	StateChangeWire,
	WorldUpdateWire,
} from "../../../game/src/shared/wire/index.js";
import { formatCursor, type Cursor } from "../../src/log/cursor.js";

export const EXPERIENCE = "woods";
const PATHS: Readonly<Record<string, readonly string[]>> = {
	glade: ["pond", "mill"],
	pond: ["glade"],
	mill: ["glade"],
};
export const BOTTLES = 7;

export type UserMessage = WorldUpdateWire | QuestUpdateWire | ContentWire;

interface Topic<T> {
	readonly epoch: string;
	readonly entries: readonly T[];
}

/** What a stand-in for the server knows: the truth, and the two topics that tell of it. */
export interface Woods {
	readonly view: (userId: string) => PlayerViewWire;
	readonly world: () => SharedWorldWire;
	/** Whether the world allowed it. */
	readonly act: (userId: string, action: ActionWire) => boolean;
	readonly narrate: (
		userId: string,
		piece: Pick<ContentWire, "message_id" | "text" | "index" | "done">,
	) => void;
	readonly userTopic: (userId: string) => Topic<UserMessage>;
	readonly sharedTopic: () => Topic<SharedUpdateWire>;
	/** Loses a topic's history: cursors in it lead nowhere any more. */
	readonly forget: (topic: "shared" | { readonly userId: string }) => void;
	/** Calls back after each change; returns the stop. */
	readonly watch: (changed: () => void) => () => void;
}

export function endOf({ epoch, entries }: Topic<unknown>): Cursor {
	return { epoch, offset: entries.length };
}

/** Of what everybody shares. */
export function isShared(change: StateChangeWire): boolean {
	if (change.operation === "update") return false;
	return (change.operation === "add" ? change.to : change.from).kind === "location";
}

/** The user's topic's end, as results of actions name it. */
export function userEnd(woods: Woods, userId: string): string {
	return formatCursor(endOf(woods.userTopic(userId)));
}

interface PlayerRecord {
	location: string;
	inventory: readonly ItemWire[];
	found: readonly string[];
	topic: Topic<UserMessage>;
}

/** Seven bottles in three places, and whoever comes to find them. */
export function createWoods(): Woods {
	const places = Object.keys(PATHS);
	const lying = new Map<string, string>();
	const bottles = Array.from({ length: BOTTLES }, (_, index): ItemWire => {
		const id = `bottle-${index + 1}`;
		lying.set(id, places[index % places.length]!);
		return { id, name: `Dream ${index + 1}`, kind: "dream_bottle", description: "It glows." };
	});
	const players = new Map<string, PlayerRecord>();
	const watchers = new Set<() => void>();
	let shared: Topic<SharedUpdateWire> = { epoch: "s1", entries: [] };
	let now = 1_000;
	let histories = 1;

	function playerOf(userId: string): PlayerRecord {
		const known = players.get(userId);
		if (known) return known;
		histories += 1;
		const made = {
			location: "glade",
			inventory: [],
			found: [],
			topic: { epoch: `u${histories}`, entries: [] },
		};
		players.set(userId, made);
		return made;
	}

	const questOf = ({ found }: PlayerRecord): QuestWire => ({
		id: "seven",
		title: "Seven dreams",
		status: found.length >= BOTTLES ? "won" : "active",
		found,
		needed: BOTTLES,
	});

	function tell(player: PlayerRecord, message: UserMessage): void {
		player.topic = { ...player.topic, entries: [...player.topic.entries, message] };
	}

	function told(userId: string, changes: readonly StateChangeWire[], quests: readonly QuestWire[]): void {
		const player = playerOf(userId);
		const common = { experience: EXPERIENCE, user_id: userId, timestamp: (now += 1) };
		const own = changes.filter((change) => !isShared(change));
		tell(player, { type: "world_update", version: "0.3", ...common, changes: own });
		for (const quest of quests) tell(player, { type: "quest_update", ...common, quest });
		const others = changes.filter(isShared);
		if (others.length > 0) {
			const update: SharedUpdateWire = { type: "shared_update", ...common, changes: others, quests };
			shared = { ...shared, entries: [...shared.entries, update] };
		}
		for (const changed of [...watchers]) changed();
	}

	function take(userId: string, id: string): boolean {
		const player = playerOf(userId);
		const item = bottles.find((one) => one.id === id);
		if (!item || lying.get(id) !== player.location) return false;
		lying.delete(id);
		player.inventory = [...player.inventory, item];
		const isNew = !player.found.includes(id);
		if (isNew) player.found = [...player.found, id];
		told(
			userId,
			[
				{ operation: "remove", from: { kind: "location", id: player.location }, item_id: id },
				{ operation: "add", to: { kind: "inventory" }, item },
			],
			isNew ? [questOf(player)] : [],
		);
		return true;
	}

	function drop(userId: string, id: string): boolean {
		const player = playerOf(userId);
		const item = player.inventory.find((one) => one.id === id);
		if (!item) return false;
		lying.set(id, player.location);
		player.inventory = player.inventory.filter((one) => one !== item);
		told(
			userId,
			[
				{ operation: "remove", from: { kind: "inventory" }, item_id: id },
				{ operation: "add", to: { kind: "location", id: player.location }, item },
			],
			[],
		);
		return true;
	}

	return {
		view(userId) {
			const player = playerOf(userId);
			const { location, inventory } = player;
			return { user_id: userId, experience: EXPERIENCE, location, inventory, quests: [questOf(player)] };
		},
		world: () => ({
			experience: EXPERIENCE,
			title: "The Woods",
			locations: places.map((id): LocationWire => ({
				id,
				name: `The ${id}`,
				description: `This is the ${id}.`,
				exits: PATHS[id] ?? [],
				items: bottles.filter((item) => lying.get(item.id) === id),
			})),
		}),
		act(userId, action) {
			if (action.action === "take") return take(userId, action.item);
			if (action.action === "drop") return drop(userId, action.item);
			if (action.action === "look") return true;
			const player = playerOf(userId);
			if (!PATHS[player.location]?.includes(action.location)) return false;
			player.location = action.location;
			told(userId, [{ operation: "update", of: "player", properties: { location: action.location } }], []);
			return true;
		},
		narrate(userId, piece) {
			tell(playerOf(userId), { type: "content", ...piece, timestamp: (now += 1) });
			for (const changed of [...watchers]) changed();
		},
		userTopic: (userId) => playerOf(userId).topic,
		sharedTopic: () => shared,
		forget(topic) {
			histories += 1;
			if (topic === "shared") shared = { epoch: `s${histories}`, entries: [] };
			else playerOf(topic.userId).topic = { epoch: `u${histories}`, entries: [] };
			for (const changed of [...watchers]) changed();
		},
		watch(changed) {
			watchers.add(changed);
			return () => watchers.delete(changed);
		},
	};
}
