import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type {
	ActionWire,
	PlayerViewWire,
	SharedWorldWire,
	StateChangeWire,
} from "../../../game/src/shared/wire/index.js";
import { carriedBy, type PlayerState, type SharedState } from "./experience-state.js";
import { planAction, planWalk, type PlannedAction } from "./plan-action.js";
import { applyChanges } from "./testing/apply-changes.js";
import { shippedScene } from "./testing/shipped-scene.js";
import { playerView, questsOf, type Scene, sharedWorld } from "./views.js";

let fresh: Scene;
beforeAll(async () => {
	fresh = await shippedScene("ana");
});

const after = (scene: Scene, ...actions: readonly ActionWire[]): Scene =>
	actions.reduce((now, action) => ({ ...now, ...statesOf(planAction(now, action)) }), scene);
const statesOf = ({ shared, player }: PlannedAction) => ({ shared, player });

describe("an action", () => {
	it("[XS4] take: the item is with the player, and everybody is told that it left its location", () => {
		const planned = planAction(fresh, { action: "take", item: "ember-dream" });
		expect(planned).toMatchObject({ success: true, action: "take", player: { found: ["ember-dream"] } });
		expect(carriedBy(planned.shared, "ana")).toEqual(["ember-dream"]);
		expect(planned.others).toEqual([
			{ operation: "remove", from: { kind: "location", id: "clearing" }, item_id: "ember-dream" },
		]);
		expect(planned.own).toMatchObject([
			{ operation: "add", to: { kind: "inventory" }, item: { name: "Ember Dream" } },
		]);
	});

	it("[XS4] take: not what is elsewhere, unless the place vouches for it", () => {
		const far: ActionWire = { action: "take", item: "owl-dream" };
		expect(planAction(fresh, far)).toMatchObject({
			success: false,
			code: "not_here",
			message: "The Owl Dream is not here.",
		});
		const vouched = planAction(fresh, far, { vouched: true });
		expect(vouched).toMatchObject({ success: true, player: { location: "clearing" } });
	});

	it("[XS4] take: not what somebody has, not what is not, and not more than can be carried", () => {
		const taken = after(fresh, { action: "take", item: "ember-dream" });
		const again: ActionWire = { action: "take", item: "ember-dream" };
		expect(planAction(taken, again)).toMatchObject({
			code: "already_taken",
			message: "You have the Ember Dream already.",
		});
		expect(planAction({ ...taken, userId: "ben" }, again, { vouched: true })).toMatchObject({
			code: "already_taken",
			message: "Somebody else has the Ember Dream.",
		});
		expect(planAction(fresh, { action: "take", item: "sword" })).toMatchObject({ code: "unknown_item" });
		const small = { ...taken, definition: { ...fresh.definition, inventory_limit: 1 } };
		expect(planAction(small, { action: "take", item: "owl-dream" }, { vouched: true })).toMatchObject({
			code: "inventory_full",
		});
	});

	it("[XS4] drop: the item lies where the player stands, for anybody to take", () => {
		const dropped = after(
			fresh,
			{ action: "take", item: "ember-dream" },
			{ action: "move", location: "pond" },
			{ action: "drop", item: "ember" },
		);
		expect(sharedWorld(dropped.definition, dropped.shared).locations[2]?.items.map(({ id }) => id)).toEqual([
			"moonlit-dream",
			"tidal-dream",
			"ember-dream",
		]);
		expect(planAction(dropped, { action: "drop", item: "ember-dream" })).toMatchObject({
			code: "not_carried",
		});
		expect(planAction(dropped, { action: "drop", item: "hat" })).toMatchObject({ code: "unknown_item" });
	});

	it("[XS4] move: by ways that there are", () => {
		const moved = planAction(fresh, { action: "move", location: "grove" });
		expect(moved).toMatchObject({
			success: true,
			player: { location: "grove" },
			own: [{ operation: "update", of: "player", properties: { location: "grove" } }],
			others: [],
		});
		expect(planAction(fresh, { action: "move", location: "tower" })).toMatchObject({ code: "no_way" });
		expect(planAction(fresh, { action: "move", location: "moon" })).toMatchObject({
			code: "unknown_location",
		});
		expect(planAction(fresh, { action: "move", location: "clearing" })).toMatchObject({
			success: true,
			own: [],
		});
		expect(planWalk(fresh, "tower").player.location).toBe("tower");
		expect(planWalk(fresh, "clearing").own).toEqual([]);
	});

	it("[XS4] look: says what is there, and changes nothing", () => {
		const looked = planAction(fresh, { action: "look" });
		expect(looked.message).toBe(
			"Lantern Clearing. Paper lanterns hang between the birches, lit by nobody. Paths lead off into the trees. Here: Ember Dream. From here: Whispering Grove, Mirror Pond, Moss Chapel.",
		);
		expect(statesOf(looked)).toEqual(statesOf({ ...looked, ...fresh }));
	});

	it("[XS5] the seventh bottle wins the quest, for each player with the same seven", () => {
		let scene = fresh;
		for (const userId of ["ana", "ben"]) {
			scene = { ...scene, userId, player: { location: "clearing", found: [] } };
			for (const [at, { id }] of fresh.definition.items.entries()) {
				const planned = planAction(scene, { action: "take", item: id }, { vouched: true });
				expect(planned.quests).toMatchObject([{ status: at === 6 ? "won" : "active" }]);
				expect(planned.quests[0]?.found).toHaveLength(at + 1);
				expect(planned.message).toMatch(at === 6 ? /won!$/ : new RegExp(`${at + 1} of 7\\.$`));
				scene = { ...scene, ...statesOf(planned) };
				const dropped = planAction(scene, { action: "drop", item: id });
				scene = { ...scene, ...statesOf(dropped) };
				expect(planAction(scene, { action: "take", item: id }, { vouched: true }).quests).toEqual([]);
			}
			expect(questsOf(scene.definition, scene.player)[0]?.status).toBe("won");
		}
	});
});

describe("whatever players do", () => {
	const users = ["ana", "ben", "界*.>"] as const;
	const word = fc.constantFrom("ember-dream", "owl-dream", "tidal-dream", "bottle", "sword", "");
	const place = fc.constantFrom("clearing", "grove", "pond", "hollow", "ruin", "tower", "moon");
	const step = fc.record({
		user: fc.constantFrom(...users),
		vouched: fc.boolean(),
		action: fc.oneof<fc.Arbitrary<ActionWire>[]>(
			word.map((item) => ({ action: "take", item })),
			word.map((item) => ({ action: "drop", item })),
			place.map((location) => ({ action: "move", location })),
			fc.constant({ action: "look" }),
		),
	});

	it("[XS6] items stay in one place each, quests never fall, refusals change nothing, and views follow from what is told", () => {
		fc.assert(
			fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
				let shared: SharedState = fresh.shared;
				const players = new Map<string, PlayerState>(users.map((user) => [user, fresh.player]));
				const sceneOf = (userId: string): Scene => ({
					...fresh,
					shared,
					userId,
					player: players.get(userId)!,
				});
				const views = new Map<string, PlayerViewWire>(users.map((user) => [user, playerView(sceneOf(user))]));
				const worlds = new Map<string, SharedWorldWire>(
					users.map((user) => [user, sharedWorld(fresh.definition, shared)]),
				);
				const tell = (user: string, changes: readonly StateChangeWire[]): void => {
					const told = applyChanges({ view: views.get(user)!, world: worlds.get(user)! }, changes);
					views.set(user, told.view);
					worlds.set(user, told.world);
				};
				for (const { user, vouched, action } of steps) {
					const before = sceneOf(user);
					const planned = planAction(before, action, { vouched });
					const found = (player: PlayerState) => questsOf(fresh.definition, player)[0]!.found;
					if (planned.own.length === 0) {
						expect(planned.shared).toBe(shared);
						expect(planned.player).toBe(before.player);
						expect(planned.others).toEqual([]);
					}
					if (!planned.success) expect(planned.own).toEqual([]);
					expect(found(planned.player).slice(0, found(before.player).length)).toEqual(found(before.player));
					expect(new Set(found(planned.player)).size).toBe(found(planned.player).length);
					shared = planned.shared;
					players.set(user, planned.player);
					expect(shared.items.map(({ item }) => item).sort()).toEqual(
						fresh.definition.items.map(({ id }) => id).sort(),
					);
					tell(user, planned.own);
					views.set(user, {
						...views.get(user)!,
						quests: views
							.get(user)!
							.quests.map((quest) => planned.quests.find(({ id }) => id === quest.id) ?? quest),
					});
					for (const each of users) tell(each, planned.others);
					for (const each of users) {
						expect(views.get(each)).toEqual(playerView(sceneOf(each)));
						expect(worlds.get(each)).toEqual(sharedWorld(fresh.definition, shared));
					}
				}
			}),
			{ numRuns: 150 },
		);
	});
});
