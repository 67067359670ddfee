import { CollectionService, ServerStorage, Workspace } from "@rbxts/services";
import { placeBlock, placeBody } from "../../../test/harness/bodies";
import { expect } from "../../../test/harness/expect";
import { SeededRandom } from "../../../test/harness/random";
import type { Suite } from "../../../test/harness/suite";
import { DEFAULT_CONFIG } from "../../shared/config/config";
import { NPC_TAG } from "../../shared/remotes/npc-marks";
import type { Chatling } from "./chatling";
import { createEngineChatlings } from "./engine-chatlings";
import type { EngineChatlings } from "./engine-chatlings";
import { TEMPLATE_NAME } from "./engine-template";
import { MOOD_LOOKS } from "./mood-look";

const PIP: Chatling = { creatureId: "pip", name: "Pip", persona: "Is shy.", mood: "neutral" };
const ID = "chatling:7:pip";

interface Field {
	readonly chatlings: EngineChatlings;
	readonly player: Model;
	readonly bodies: Map<string, Model>;
	/** Whom the mover was told to stop. */
	readonly stopped: string[];
	/** The bodies that stand. */
	readonly tagged: () => Model[];
}

/** A field with player 7 in its middle; `run` may yield. Everything must be as before when it is over. */
function onField(run: (field: Field) => void): void {
	const before = Workspace.GetChildren().size();
	const ground = placeBlock(new Vector3(400, 4, 400), Vector3.zero);
	const player = placeBody("Ann", new Vector3(0, 3, 0));
	const bodies = new Map([["7", player]]);
	const stopped: string[] = [];
	const random = new SeededRandom(1);
	const chatlings = createEngineChatlings({
		config: DEFAULT_CONFIG,
		clock: { seconds: () => os.clock() },
		logger: { write: (_, message) => error(message) },
		random: { unit: () => random.unit() },
		mover: { stop: (id) => stopped.push(id) },
		bodyOf: (id) => bodies.get(id),
	});
	const tagged = () =>
		CollectionService.GetTagged(NPC_TAG).filter((each): each is Model => each.IsA("Model"));
	const [ok, problem] = pcall(() => run({ chatlings, player, bodies, stopped, tagged }));
	chatlings.stop();
	for (const each of [ground, player]) each.Destroy();
	if (!ok) error(problem, 0);
	expect(Workspace.GetChildren().size(), "what is left").toBe(before);
	expect(tagged().size()).toBe(0);
}

const signText = (body: Model) => (body.FindFirstChildWhichIsA("TextLabel", true) as TextLabel).Text;

export = (t: Suite) => {
	t.it("[CB54] puts a body beside the player, with all that an NPC has, and its mood over its head", () => {
		onField(({ chatlings, player, tagged }) => {
			expect(chatlings.appear("7", PIP)).toBe(true);
			const [body] = tagged();
			expect(tagged().size()).toBe(1);
			expect(body!.GetAttribute("NpcId")).toBe(ID);
			expect(body!.GetAttribute("ChatlingOf")).toBe("7");
			expect(body!.GetAttribute("DisplayName")).toBe("Pip");
			expect(body!.GetAttribute("Persona")).toBe("Is shy.");
			expect(body!.GetAttribute("Abilities")).toBe("initiate_chat,move");
			expect(body!.GetAttribute("WanderRadius")).toBe(12);
			expect(body!.GetAttribute("Mood")).toBe("neutral");
			expect(body!.FindFirstChildOfClass("Humanoid")!.DisplayName).toBe("Pip");
			expect(signText(body!)).toBe(MOOD_LOOKS.neutral.text);
			const root = body!.PrimaryPart!;
			expect(root.Position.sub(player.PrimaryPart!.Position).Magnitude).toBeAtMost(7);
			const hips = body!.FindFirstChildOfClass("Humanoid")!.HipHeight;
			expect(root.Position.Y).toBeNear(hips + root.Size.Y / 2, 1e-3);
			expect(chatlings.isStanding(ID)).toBe(true);
		});
	});

	t.it("[CB54] waits for its player to have a body", () => {
		onField(({ chatlings, tagged }) => {
			expect(chatlings.appear("8", PIP)).toBe(false);
			expect(tagged()).toEqual([]);
			expect(chatlings.isStanding("chatling:8:pip")).toBe(false);
		});
	});

	t.it("[CB54] shows another mood, name and persona on the same body", () => {
		onField(({ chatlings, tagged }) => {
			chatlings.appear("7", PIP);
			const [body] = tagged();
			chatlings.change(ID, { ...PIP, name: "Pippa", persona: "Is glad.", mood: "happy" });
			expect(tagged()).toEqual([body!]);
			expect(body!.GetAttribute("DisplayName")).toBe("Pippa");
			expect(body!.GetAttribute("Persona")).toBe("Is glad.");
			expect(body!.GetAttribute("Mood")).toBe("happy");
			expect(signText(body!)).toBe(MOOD_LOOKS.happy.text);
			chatlings.change("chatling:7:nobody", PIP);
		});
	});

	t.it("[CB54] is a copy of the developer's template, whose attributes go before its own", () => {
		const template = placeBody(TEMPLATE_NAME, new Vector3(100, 50, 100));
		template.SetAttribute("WanderRadius", 5);
		template.SetAttribute("Abilities", "move");
		template.SetAttribute("Mood", "of a template");
		template.Parent = ServerStorage;
		onField(({ chatlings, tagged }) => {
			chatlings.appear("7", PIP);
			const [body] = tagged();
			expect(body!.GetAttribute("WanderRadius")).toBe(5);
			expect(body!.GetAttribute("Abilities")).toBe("move");
			expect(body!.GetAttribute("Mood")).toBe("neutral");
			expect(body!.PrimaryPart!.Position.Magnitude).toBeAtMost(8);
		});
		template.Destroy();
	});

	t.it("[CB52] takes one away at once, and lets a runaway go on its own feet, as nobody's any more", () => {
		onField(({ chatlings, stopped, tagged }) => {
			chatlings.appear("7", PIP);
			chatlings.appear("7", { ...PIP, creatureId: "bo" });
			chatlings.takeAway("chatling:7:bo", false);
			expect(tagged().size()).toBe(1);
			const [body] = tagged();
			chatlings.takeAway(ID, true);
			expect(tagged()).toEqual([]);
			expect(stopped).toEqual([ID]);
			expect(body!.IsDescendantOf(Workspace)).toBe(true);
			expect(chatlings.isStanding(ID)).toBe(false);
			chatlings.step(os.clock() + 10);
			expect(body!.Parent).toBe(undefined);
			chatlings.takeAway(ID, true);
			chatlings.takeAway("chatling:7:nobody", false);
		});
	});

	t.it(
		"[CB52] lets a runaway go whose player has no body just now, and leaves nobody behind when it stops",
		() => {
			onField(({ chatlings, bodies, tagged }) => {
				chatlings.appear("7", PIP);
				chatlings.appear("7", { ...PIP, creatureId: "bo" });
				// Somebody else has an idea of where they should be.
				for (const body of tagged()) body.Parent = Workspace;
				bodies.clear();
				chatlings.takeAway(ID, true);
			});
		},
	);

	t.it("does not stand once it is dead, or was taken by somebody else", () => {
		onField(({ chatlings, tagged }) => {
			chatlings.appear("7", PIP);
			tagged()[0]!.FindFirstChildOfClass("Humanoid")!.Health = 0;
			expect(chatlings.isStanding(ID)).toBe(false);
			chatlings.takeAway(ID, false);
			chatlings.appear("7", PIP);
			tagged()[0]!.Destroy();
			expect(chatlings.isStanding(ID)).toBe(false);
			chatlings.takeAway(ID, false);
		});
	});

	t.it("[CB59] is put beside its player who was carried far off, and not while it can walk", () => {
		onField(({ chatlings, player, bodies, stopped, tagged }) => {
			chatlings.appear("7", PIP);
			const root = tagged()[0]!.PrimaryPart!;
			player.PivotTo(new CFrame(100, 3, 0));
			chatlings.bringBack(ID);
			expect(root.Position.X).toBeAtMost(10);
			expect(stopped).toEqual([]);
			player.PivotTo(new CFrame(150, 3, 0));
			chatlings.bringBack(ID);
			expect(root.Position.sub(player.PrimaryPart!.Position).Magnitude).toBeAtMost(7);
			expect(stopped).toEqual([ID]);
			bodies.clear();
			chatlings.bringBack(ID);
			chatlings.bringBack("chatling:7:nobody");
		});
	});
};
