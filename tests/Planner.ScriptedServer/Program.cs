using System.Globalization;
using Planner.ScriptedServer;

// By hand: dotnet run --project tests/Planner.ScriptedServer -- [PORT] [TOKENS_PER_SECOND] [REPLY.txt | REPLIES.jsonl]
// then: OPENAI_BASE_URL=http://127.0.0.1:PORT/v1 ./planner ask "…"
// It replays what models wrote for known requests, else the given reply, else a greeting; with tests/data/scripted-replies.jsonl it is a model that sees.
var port = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 8000;
var speed = args.Length > 1 ? double.Parse(args[1], CultureInfo.InvariantCulture) : 50;
var rules = args.Length > 2 && args[2].EndsWith(".jsonl", StringComparison.Ordinal);
var given = args.Length > 2 && !rules ? await File.ReadAllTextAsync(args[2]) : "Hello from the scripted server.";
var plans = RawPlans.Read();
await using var server = await ScriptedChatServer.StartAsync(port);
if (rules)
{
    ScriptedReplies.Apply(server, args[2]);
}

server.Otherwise = request =>
{
    Console.WriteLine($"{request.Path} {request.Schema} {request.User.ReplaceLineEndings(" ")}");
    return new ScriptedReply { Text = plans.FirstOrDefault(plan => request.Says(plan.Request)).Reply ?? given, TokensPerSecond = speed };
};
Console.WriteLine($"Listening on {server.BaseUrl}; {plans.Count} recorded plans. Ctrl-C ends it.");
var end = new TaskCompletionSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    end.TrySetResult();
};
await end.Task;
