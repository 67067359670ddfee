import { createRequire } from "node:module";
import { setImmediate as turn } from "node:timers/promises";

/** What became of moves that came two at a time, each to another of two nodes. */
export interface PairsResult {
	/** Taken as done by the node that was asked. */
	readonly accepted: number;
	/** Told to those who follow the node that was asked. */
	readonly told: number;
	/** In the state that is left. */
	readonly stored: number;
	readonly seconds: number;
}

/** As much of boardgame.io 0.50 as is used here. */
interface State {
	readonly G: { readonly count: number };
	readonly _stateID: number;
}

interface Master {
	/** An action, the state's id that it is meant for, the match and the player. */
	readonly onUpdate: (...update: readonly [object, number, string, string]) => Promise<unknown>;
}

interface Masters {
	readonly Master: new (
		game: object,
		storage: object,
		transport: { readonly send: () => void; readonly sendAll: () => void },
	) => Master;
}

interface Internals {
	readonly InitializeGame: (options: { readonly game: object; readonly numPlayers: number }) => State;
	readonly Async: new () => object;
}

const required = createRequire(import.meta.url);

const MATCH = "match";

const GAME = {
	name: "count",
	setup: () => ({ count: 0 }),
	turn: { activePlayers: { all: "play" }, stages: { play: {} } },
	moves: {
		// As its documentation advises where several may move at once.
		add: { move: ({ G }: { G: { count: number } }) => void (G.count += 1), ignoreStaleStateID: true },
	},
};

/** Two nodes of boardgame.io on one store, as two processes of its server have it. */
export async function runTwoMasters(pairs: number): Promise<PairsResult> {
	const { Master } = required("boardgame.io/master") as Masters;
	const { InitializeGame, Async } = required("boardgame.io/internal") as Internals;
	const store = { state: InitializeGame({ game: GAME, numPlayers: 2 }) };
	let told = 0;

	/** A store that answers as soon as any can that is not in the same process. */
	class Store extends Async {
		async fetch(): Promise<object> {
			await turn();
			return { state: store.state, metadata: { players: {} } };
		}

		async setState(_match: string, state: State): Promise<void> {
			await turn();
			store.state = state;
		}

		async setMetadata(): Promise<void> {
			await turn();
		}
	}

	const storage = new Store();
	const transport = { send: () => undefined, sendAll: () => void (told += 1) };
	const masters = [0, 1].map(() => new Master(GAME, storage, transport));
	const move = async (player: number): Promise<boolean> => {
		const payload = { type: "add", args: [], playerID: String(player), credentials: "" };
		const action = { type: "MAKE_MOVE", payload };
		const refused = await masters[player]!.onUpdate(action, store.state._stateID, MATCH, String(player));
		return refused === undefined;
	};
	let accepted = 0;
	const begin = performance.now();
	for (let pair = 0; pair < pairs; pair++) {
		const answers = await Promise.all([move(0), move(1)]);
		accepted += answers.filter(Boolean).length;
	}
	const seconds = (performance.now() - begin) / 1_000;
	return { accepted, told, stored: store.state.G.count, seconds };
}
