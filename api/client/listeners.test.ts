import { expect, it } from "vitest";
import { createListeners } from "./listeners.js";

it("[SS15] tells everybody, whoever throws, until they leave", () => {
	const errors: unknown[] = [];
	const heard: string[] = [];
	const { subscribe, tell } = createListeners<string>((error) => errors.push(error));
	subscribe(() => {
		throw new Error("mine");
	});
	const stop = subscribe((change) => heard.push(change));
	tell("a");
	stop();
	tell("b");
	expect(heard).toEqual(["a"]);
	expect(errors).toEqual([new Error("mine"), new Error("mine")]);
});
