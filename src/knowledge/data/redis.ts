import type { Library, RemoteFact } from "../library.js";

/**
 * The timeout of commands (5 s) and `withAbortSignal` act only while a command waits to be written. One that is
 * written and never answered is ended by `socket.socketTimeout` alone.
 */
const common = {
  timeout: [
    { client: "redis.createClient", argument: 0, path: "socket.socketTimeout", bounds: "idle" },
    { client: "redis.createClient", argument: 0, path: "socket.connectTimeout", bounds: "connect" },
    { client: "redis.createClient", argument: 0, path: "commandOptions.timeout", bounds: "queue" },
  ],
  abort: [],
  defaultTimeout: "none",
  defaultDetail: "5 s in the queue and none once the command is sent",
  retries: { defaultAttempts: "unknown", attempts: [], source: "@redis/client@6.3.1/dist/lib/client/socket.js:73" },
  source: "@redis/client@6.3.1/dist/lib/client/commands-queue.js:429, @redis/client@6.3.1/dist/lib/client/socket.js:45",
} as const satisfies Partial<RemoteFact>;

export const redis: Library = {
  name: "redis",
  modules: ["redis", "@redis/client"],
  default: "redis",
  verified: "redis@6.3.1",
  types: { RedisClientType: "redis.createClient()" },
  remote: [
    {
      calls: [
        "redis.createClient().get",
        "redis.createClient().mGet",
        "redis.createClient().exists",
        "redis.createClient().hGet",
        "redis.createClient().hGetAll",
        "redis.createClient().hmGet",
        "redis.createClient().sMembers",
        "redis.createClient().sIsMember",
        "redis.createClient().zRange",
        "redis.createClient().zScore",
        "redis.createClient().lRange",
        "redis.createClient().lLen",
        "redis.createClient().ttl",
        "redis.createClient().keys",
        "redis.createClient().ping",
      ],
      effect: "read",
      ...common,
    },
    {
      calls: [
        "redis.createClient().set",
        "redis.createClient().setEx",
        "redis.createClient().del",
        "redis.createClient().unlink",
        "redis.createClient().expire",
        "redis.createClient().hSet",
        "redis.createClient().hDel",
        "redis.createClient().sAdd",
        "redis.createClient().sRem",
        "redis.createClient().zAdd",
        "redis.createClient().zRem",
        "redis.createClient().mSet",
      ],
      effect: "idempotent-write",
      ...common,
    },
    {
      calls: [
        "redis.createClient().incr",
        "redis.createClient().incrBy",
        "redis.createClient().decr",
        "redis.createClient().decrBy",
        "redis.createClient().hIncrBy",
        "redis.createClient().lPush",
        "redis.createClient().rPush",
        "redis.createClient().lPop",
        "redis.createClient().rPop",
        "redis.createClient().blPop",
        "redis.createClient().brPop",
        "redis.createClient().xAdd",
        "redis.createClient().publish",
        "redis.createClient().zIncrBy",
        "redis.createClient().setNX",
      ],
      effect: "non-idempotent",
      ...common,
    },
    { calls: ["redis.createClient().eval", "redis.createClient().sendCommand", "redis.createClient().multi().exec"], effect: "unknown", ...common },
  ],
  policies: [
    {
      calls: ["redis.createClient"],
      attempts: [],
      defaultAttempts: "unknown",
      pause: [{ argument: 0, path: "socket.reconnectStrategy", none: [false] }],
      defaultPause: "unknown",
      source: "@redis/client@6.3.1/dist/lib/client/socket.js:51",
    },
  ],
};
