import { placeBlock, placeBody } from "../../../test/harness/bodies";
import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { canReach, openPrompt } from "./engine-prompts";

const bottle = () => placeBlock(new Vector3(1, 2, 1), new Vector3(0, 2, 0));
const promptIn = (item: Instance) => item.FindFirstChildWhichIsA("ProximityPrompt", true);

export = (t: Suite) => {
	t.it("makes a prompt that says what is to be had, and takes it away again", () => {
		const item = bottle();
		const prompt = openPrompt(item, "Moon", 9)!;
		const made = promptIn(item)!;
		expect([made.ActionText, made.ObjectText]).toEqual(["Take", "Moon"]);
		expect([made.MaxActivationDistance, prompt.reachStuds()]).toEqual([9, 9]);
		expect([made.Enabled, made.RequiresLineOfSight]).toEqual([true, false]);
		prompt.stop();
		expect(promptIn(item)).toBe(undefined);
		item.Destroy();
	});

	t.it("offers it or not, and says that an answer may take a while", () => {
		const item = bottle();
		const prompt = openPrompt(item, "Moon", 9)!;
		const made = promptIn(item)!;
		prompt.show(false, false);
		expect([made.Enabled, made.ActionText]).toEqual([false, "Take"]);
		prompt.show(true, true);
		expect([made.Enabled, made.ActionText]).toEqual([true, "Take (when an answer comes)"]);
		prompt.show(true, false);
		expect(made.ActionText).toBe("Take");
		item.Destroy();
	});

	t.it("leaves a prompt of the builder's as the builder made it", () => {
		const item = bottle();
		const own = new Instance("ProximityPrompt");
		own.ActionText = "Uncork";
		own.MaxActivationDistance = 4;
		own.Parent = item;
		const prompt = openPrompt(item, "Moon", 9)!;
		expect(item.GetChildren().size()).toBe(1);
		expect(prompt.reachStuds()).toBe(4);
		prompt.show(false, true);
		expect(own.ActionText).toBe("Uncork (when an answer comes)");
		prompt.stop();
		expect([own.Parent, own.ActionText, own.Enabled] as unknown[]).toEqual([item, "Uncork", true]);
		item.Destroy();
	});

	t.it("hangs on a model's primary part, else on any part of it, and on nothing where there is none", () => {
		const model = new Instance("Model");
		expect(openPrompt(model, "Moon", 9)).toBe(undefined);
		const [first, second] = [bottle(), bottle()];
		first.Parent = model;
		second.Parent = model;
		const prompt = openPrompt(model, "Moon", 9)!;
		expect(promptIn(model)!.Parent).toBe(first);
		prompt.stop();
		model.PrimaryPart = second;
		openPrompt(model, "Moon", 9);
		expect(promptIn(model)!.Parent).toBe(second);
		model.Destroy();
	});

	t.it("is reached by whoever stands near enough, and not by those who have no body", () => {
		const item = bottle();
		const body = placeBody("Robin", new Vector3(6, 1, 0));
		expect(canReach({ Character: body }, item, 6)).toBe(true);
		expect(canReach({ Character: body }, item, 5.9)).toBe(false);
		expect(canReach({ Character: undefined }, item, 99)).toBe(false);
		expect(canReach({ Character: new Instance("Model") }, item, 99)).toBe(false);
		body.Destroy();
		item.Destroy();
	});
};
