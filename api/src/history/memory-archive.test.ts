import { describe } from "vitest";
import { archiveContract } from "./archive-contract.js";
import { createMemoryArchive } from "./memory-archive.js";

describe("the archive in memory", () => archiveContract(() => Promise.resolve(createMemoryArchive())));
