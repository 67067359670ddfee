import { GroupService, Players } from "@rbxts/services";
import { Trove } from "@rbxts/trove";
import type { EncounterMessage, EncounterOrder } from "../../shared/remotes/encounter-messages";
import { openEncounterRemotes } from "../../shared/remotes/engine-encounter-remotes";
import type { TextFilter } from "../conversations/filtered-texts";
import type { EngineMover } from "../npcs/engine-mover";
import type { EncounterStage } from "./encounter-ports";
import { createFigures } from "./engine-figures";
import { markBody, unmarkBody } from "./engine-mark";

export interface EncounterListener {
	readonly joined: (userId: string) => void;
	readonly left: (userId: string) => void;
	readonly ordered: (userId: string, order: EncounterOrder) => void;
}

export interface EncounterStageOptions {
	readonly filter: TextFilter;
	readonly bodyOf: (id: string) => Model | undefined;
	readonly mover: EngineMover;
}

/** Shows encounters by bodies, signs and panels. */
export interface EngineEncounterStage extends Omit<EncounterStage, "hold"> {
	/** Tells of players and what they order, from now on. */
	readonly start: (listener: EncounterListener) => void;
	readonly stop: () => void;
}

/** Whether the place is a user's own, or that of a group that they own. Yields for a group. */
export function ownsPlace(userId: number): boolean {
	if (game.CreatorType === Enum.CreatorType.User) return game.CreatorId === userId;
	const [ok, isOwner] = pcall(() => GroupService.GetGroupInfoAsync(game.CreatorId).Owner.Id === userId);
	return ok && isOwner;
}

/** Opens the remotes. */
export function openEncounterStage({ filter, bodyOf, mover }: EncounterStageOptions): EngineEncounterStage {
	const trove = new Trove();
	const remotes = openEncounterRemotes();
	const { stand, clear, stop: stopFigures } = createFigures(bodyOf);
	const shown = new Map<Player, EncounterMessage>();
	const playerOf = (userId: string) => {
		for (const player of Players.GetPlayers()) if (tostring(player.UserId) === userId) return player;
		return undefined;
	};
	/** Yields: what the room says comes from outside. */
	const tell = (player: Player, text: string) => {
		const seen = filter(text, player.UserId)?.forUser(player.UserId);
		if (seen !== undefined && player.Parent) remotes.told.fire(player, seen);
	};

	return {
		start: ({ joined, left, ordered }) => {
			const idOf = (player: Player) => tostring(player.UserId);
			trove.connect(Players.PlayerAdded, (player) => joined(idOf(player)));
			trove.connect(Players.PlayerRemoving, (player) => {
				shown.delete(player);
				left(idOf(player));
			});
			trove.add(remotes.order.connect((player, order) => ordered(idOf(player), order)));
			trove.add(
				remotes.askEncounter.connect((player) => {
					const message = shown.get(player);
					if (message) remotes.shown.fire(player, message);
				}),
			);
			for (const player of Players.GetPlayers()) joined(idOf(player));
		},
		show: (userId, message) => {
			const player = playerOf(userId);
			if (!player) return;
			shown.set(player, message);
			remotes.shown.fire(player, message);
		},
		tell: (userId, text) => {
			const player = playerOf(userId);
			if (player) task.spawn(tell, player, text);
		},
		walk: (id, { x, z }) => {
			const player = playerOf(id);
			const root = bodyOf(id)?.PrimaryPart;
			// A player's own client moves their character; the server would take it out of their hands.
			if (player && root) remotes.walk.fire(player, new Vector3(x, root.Position.Y, z));
			else if (!player) mover.walkTo(id, { x, z });
		},
		mark: (id, member) => {
			const body = bodyOf(id);
			if (body) markBody(body, member);
		},
		unmark: (id) => {
			const body = bodyOf(id);
			if (body) unmarkBody(body);
		},
		stand,
		clear,
		stop: () => {
			trove.destroy();
			stopFigures();
			remotes.destroy();
		},
	};
}
