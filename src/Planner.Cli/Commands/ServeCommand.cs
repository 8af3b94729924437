using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Planner.Inference.OpenAI;
using Planner.Routing;
using Planner.Server;

namespace Planner.Cli.Commands;

/// <summary><c>planner serve</c>: Planner over HTTP.</summary>
internal static class ServeCommand
{
    public static Command Create(CliContext context)
    {
        var urls = new Option<string>("--urls")
        {
            Description = "Where to listen; addresses beyond this machine need an API key, see planner keys",
            HelpName = "URLS",
            DefaultValueFactory = _ => "http://127.0.0.1:8080",
        };
        var command = new Command("serve", "Serve runs, models and tools over HTTP") { urls, CommonOptions.Offline };
        command.SetAction((parsed, _) => RunAsync(context, parsed.GetRequiredValue(urls), parsed.GetValue(CommonOptions.Offline), _ => { }, "Planner"));
        return command;
    }

    /// <summary>Serves until the user ends it.</summary>
    /// <param name="context">The streams.</param>
    /// <param name="urls">Where to listen.</param>
    /// <param name="offline">Whether no data may leave this machine.</param>
    /// <param name="configure">Sets what differs from the configured options.</param>
    /// <param name="what">What is served, for the line that says so.</param>
    public static async Task<int> RunAsync(CliContext context, string urls, bool offline, Action<ServerOptions> configure, string what)
    {
        context.Serves = true;
        await using var app = PlannerServer.Create(urls, services =>
        {
            Composition.AddTo(services, context);
            services.PostConfigure<ServerOptions>(options =>
            {
                options.Ceiling = offline ? Egress.Machine : options.Ceiling;
                configure(options);
            });
        });
        app.Services.GetService<OtlpExport>();
        await app.Services.GetRequiredService<ControllerProbe>().LearnAsync(app.Services.GetRequiredService<IOptions<ServerOptions>>().Value.Ceiling, context.Cancellation);
        try
        {
            await app.StartAsync(context.Cancellation);
        }
        catch (IOException exception)
        {
            throw new CommandLineException($"Can't listen on {urls}: {(exception.InnerException ?? exception).Message.TrimEnd('.')}. Name another with --urls.", exception);
        }

        await context.Error.WriteLineAsync($"{what} listens on {string.Join(", ", app.Urls)} (Ctrl-C ends it)");
        await app.WaitForShutdownAsync(context.Cancellation);
        return ExitCodes.Ok;
    }
}
