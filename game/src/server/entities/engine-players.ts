import { Players } from "@rbxts/services";
import { Trove } from "@rbxts/trove";
import type { Arrival } from "./registry";

/** Studs within which a player is heard by NPCs; the NPC's own radius decides whether it reacts. */
const PLAYER_RADIUS = 20;

/** Told of players whose character comes and goes. */
export interface PlayerListener {
	readonly arrived: (arrival: Arrival, body: Model) => void;
	readonly left: (id: string) => void;
}

function arrivalOf(player: Player): Arrival {
	return {
		id: tostring(player.UserId),
		name: player.DisplayName,
		type: "player",
		abilities: new Set(),
		responseRadius: PLAYER_RADIUS,
		responseSpeed: 1,
		persona: "",
		wanderRadius: 0,
	};
}

/** Follows every player's character: a respawn is a departure and an arrival of the same id. Returns the stop. */
export function watchPlayers(listener: PlayerListener): () => void {
	const trove = new Trove();
	const present = new Map<Player, Trove>();
	const embodied = new Set<Player>();

	const leave = (player: Player) => {
		if (embodied.delete(player)) listener.left(tostring(player.UserId));
	};
	const embody = (player: Player, character: Model) => {
		leave(player);
		embodied.add(player);
		listener.arrived(arrivalOf(player), character);
	};
	const add = (player: Player) => {
		if (present.has(player)) return;
		const own = new Trove();
		present.set(player, own);
		own.connect(player.CharacterAdded, (character) => embody(player, character));
		own.connect(player.CharacterRemoving, () => leave(player));
		if (player.Character) embody(player, player.Character);
	};
	const remove = (player: Player) => {
		leave(player);
		present.get(player)?.destroy();
		present.delete(player);
	};

	trove.connect(Players.PlayerAdded, add);
	trove.connect(Players.PlayerRemoving, (player) => remove(player));
	for (const player of Players.GetPlayers()) add(player);
	return () => {
		trove.destroy();
		for (const player of Players.GetPlayers()) remove(player);
	};
}
