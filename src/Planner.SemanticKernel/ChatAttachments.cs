using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.ChatCompletion;

namespace Planner.SemanticKernel;

/// <summary>
/// Hands Planner the pictures, sounds and files that the user put into the chat: the chat's model sees them but can't pass them on, since it calls
/// functions with text alone.
/// </summary>
internal sealed class ChatAttachments(string pluginName) : IAutoFunctionInvocationFilter
{
    public Task OnAutoFunctionInvocationAsync(AutoFunctionInvocationContext context, Func<AutoFunctionInvocationContext, Task> next)
    {
        if (context.Function.PluginName == pluginName && context.Arguments is { } arguments && !arguments.ContainsName(PlannerPluginExtensions.Attachments))
        {
            var contents = context.ChatHistory.Where(message => message.Role == AuthorRole.User).SelectMany(message => message.Items).OfType<BinaryContent>().ToList();
            if (contents.Count > 0)
            {
                arguments[PlannerPluginExtensions.Attachments] = contents;
            }
        }

        return next(context);
    }
}
