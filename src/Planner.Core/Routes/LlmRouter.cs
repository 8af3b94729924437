using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using Planner.Budgets;
using Planner.Chat;
using Planner.Prompts;
using Planner.Runs;

namespace Planner.Routes;

/// <summary>Lets a small chat model name the route, asked in the form that Arch-Router was trained on (arXiv 2506.16655) and chat-ui used.</summary>
internal sealed partial class LlmRouter(PromptLibrary prompts, IOptions<RouteOptions> options, MeasuredChat measured, TimeProvider clock)
{
    // The last words of a long message say what is wanted; a small model's context is short.
    private const int LongestMessage = 2000;

    /// <summary>The route; null, with why, when the model could not say in time.</summary>
    public async Task<(NamedRoute? Named, string Why)> NameAsync(ChatModel model, IReadOnlyList<Route> routes, Request request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(model);
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(options.Value.Seconds), clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            var prompt = prompts.Render("route", new { routes = Routes(routes), conversation = Conversation(request) });
            var reply = await measured.Of(model, "route").Client.GetResponseAsync([new ChatMessage(ChatRole.User, prompt)], new ChatOptions { Temperature = 0, MaxOutputTokens = 64 }, stop.Token);
            return Reply().Match(reply.Text) is { Success: true } match
                ? (new NamedRoute(routes.FirstOrDefault(route => route.Name.Equals(match.Groups[1].Value, StringComparison.OrdinalIgnoreCase)), 1, $"{model.Id} names it '{match.Groups[1].Value}'"), "")
                : (null, $"{model.Id} named no route");
        }
        catch (ChatException exception)
        {
            return (null, $"{model.Id} failed: {exception.Message.TrimEnd('.')}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (null, FormattableString.Invariant($"{model.Id} did not answer within {options.Value.Seconds:0.##} s"));
        }
    }

    // As JSON with its brackets escaped: what a message says can't end its section.
    private static string Routes(IReadOnlyList<Route> routes) =>
        new JsonArray([.. routes.Select(route => new JsonObject { ["name"] = route.Name, ["description"] = route.Description })]).ToJsonString();

    private string Conversation(Request request)
    {
        var turns = new JsonArray();
        foreach (var turn in request.History.TakeLast(options.Value.Turns))
        {
            turns.Add(Message("user", turn.Asked));
            turns.Add(Message("assistant", turn.Answered));
        }

        turns.Add(Message("user", request.Text));
        return turns.ToJsonString();
    }

    private static JsonObject Message(string role, string text) =>
        new() { ["role"] = role, ["content"] = text.Length <= LongestMessage ? text : string.Concat(text.AsSpan(0, LongestMessage / 2), " … ", text.AsSpan(text.Length - (LongestMessage / 2))) };

    // The model was seen to write Python's quotes, too.
    [GeneratedRegex("""["']route["']\s*:\s*["']([^"']+)["']""")]
    private static partial Regex Reply();
}
