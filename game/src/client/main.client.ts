import { startClient } from "./engine-client";

const stop = startClient();
script.Destroying.Once(stop);
