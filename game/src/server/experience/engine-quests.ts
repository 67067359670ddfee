import { Players } from "@rbxts/services";
import { Trove } from "@rbxts/trove";
import { openQuestRemotes } from "../../shared/remotes/engine-quest-remotes";
import type { QuestWire } from "../../shared/wire";
import type { TextFilter } from "../conversations/filtered-texts";
import { questMessage } from "./quest-message";

/** Told of players who come and go, by the id that the backend knows them by. */
export interface PlayerListener {
	readonly joined: (userId: string) => void;
	readonly left: (userId: string) => void;
}

/** Shows players their own quests, and nobody else's. */
export interface QuestStage {
	readonly show: (userId: string, quests: readonly QuestWire[]) => void;
	readonly tell: (userId: string, text: string) => void;
	readonly stop: () => void;
}

export interface QuestStageOptions {
	readonly filter: TextFilter;
	/** What the place calls an item. */
	readonly labelOf: (itemId: string) => string | undefined;
}

/** What is kept of a player for as long as they are here. */
interface Shown {
	quests: readonly QuestWire[];
	/** Titles as the player may see them, by what they were; empty while the filter has them, and where it fails. */
	readonly titles: Map<string, string>;
}

/** Opens the remotes, and follows players as they come and go. */
export function openQuestStage(listener: PlayerListener, { filter, labelOf }: QuestStageOptions): QuestStage {
	const trove = new Trove();
	const remotes = openQuestRemotes();
	const present = new Map<Player, Shown>();
	const playerOf = (userId: string) => {
		for (const [player] of present) if (tostring(player.UserId) === userId) return player;
		return undefined;
	};

	const send = (player: Player) => {
		const shown = present.get(player);
		if (!shown) return;
		const messages = shown.quests.map((quest) =>
			questMessage(quest, shown.titles.get(quest.title) ?? "", labelOf),
		);
		remotes.quests.fire(player, messages);
	};
	/** Yields. */
	const filterTitle = (player: Player, { titles }: Shown, title: string) => {
		titles.set(title, "");
		const text = filter(title, player.UserId)?.forUser(player.UserId);
		if (text === undefined) {
			// The next change of the quests tries again.
			titles.delete(title);
			return;
		}
		titles.set(title, text);
		send(player);
	};

	const add = (player: Player) => {
		if (present.has(player)) return;
		present.set(player, { quests: [], titles: new Map() });
		listener.joined(tostring(player.UserId));
	};
	const remove = (player: Player) => {
		if (present.delete(player)) listener.left(tostring(player.UserId));
	};
	trove.connect(Players.PlayerAdded, add);
	trove.connect(Players.PlayerRemoving, (player) => remove(player));
	trove.add(remotes.askQuests.connect(send));
	for (const player of Players.GetPlayers()) add(player);

	return {
		show: (userId, quests) => {
			const player = playerOf(userId);
			const shown = player && present.get(player);
			if (!player || !shown) return;
			shown.quests = quests;
			send(player);
			for (const { title } of quests) {
				if (!shown.titles.has(title)) task.spawn(filterTitle, player, shown, title);
			}
		},
		tell: (userId, text) => {
			const player = playerOf(userId);
			if (player) remotes.told.fire(player, text);
		},
		stop: () => {
			trove.destroy();
			for (const [player] of present) remove(player);
			remotes.destroy();
		},
	};
}
